package dev.goldenpath.operator.reconcile.apply;

import dev.goldenpath.operator.api.FieldManager;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;

/** How the operator writes. */
public final class WriteOptions {
  private WriteOptions() {}

  /** Of every apply: the operator's one field manager, by force. */
  public static final PatchContext APPLY = applying().build();

  /** The same, with all checks of the server and without a change. */
  static final PatchContext TRY_OUT = applying().withDryRun(List.of("All")).build();

  /** Of the one scaling, of an object that was just made. */
  static final PatchContext SCALE =
      new PatchContext.Builder()
          .withPatchType(PatchType.JSON_MERGE)
          .withFieldManager(FieldManager.INITIAL)
          .build();

  private static PatchContext.Builder applying() {
    return new PatchContext.Builder()
        .withPatchType(PatchType.SERVER_SIDE_APPLY)
        .withFieldManager(FieldManager.NAME)
        .withForce(true);
  }
}
