package dev.goldenpath.operator.preview;

import dev.goldenpath.operator.api.Bounds;
import dev.goldenpath.operator.goldenpath.MessageText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The entries of a kind of change: one for what is likely, and one for each other answer. */
final class ListedChanges {
  private final Verdicts verdicts;

  ListedChanges(Verdicts verdicts) {
    this.verdicts = verdicts;
  }

  List<PreviewResult.Change> of(ChangeKind kind) {
    ServiceClass likely = verdicts.likely(kind);
    Map<ServiceClass, List<String>> named = new EnumMap<>(ServiceClass.class);
    named.put(likely, new ArrayList<>());
    for (Sample.Member member : kind.sample().interleaved()) {
      ServiceClass type = verdicts.of(kind, member).map(Verdict::type).orElse(likely);
      named.computeIfAbsent(type, each -> new ArrayList<>()).add(member.service());
    }
    int others =
        named.entrySet().stream()
            .filter(entry -> entry.getKey() != likely)
            .mapToInt(entry -> entry.getValue().size())
            .sum();
    List<PreviewResult.Change> entries = new ArrayList<>();
    named.forEach(
        (type, examples) -> {
          int services = type == likely ? kind.services() - others : examples.size();
          if (services > 0) {
            entries.add(entry(kind, type, services, examples));
          }
        });
    return entries;
  }

  private PreviewResult.Change entry(
      ChangeKind kind, ServiceClass type, int services, List<String> examples) {
    ChangeKey key = kind.key();
    return new PreviewResult.Change(
        key.component(),
        key.object(),
        key.field(),
        key.from(),
        key.to(),
        services,
        type.text(),
        message(kind, type),
        examples.stream().limit(Bounds.PREVIEW_EXAMPLES).toList());
  }

  private @Nullable String message(ChangeKind kind, ServiceClass type) {
    int pods = 0;
    int namespaces = 0;
    int tried = 0;
    for (Sample.Member member : kind.sample().interleaved()) {
      Optional<Verdict> verdict = verdicts.of(kind, member).filter(each -> each.type() == type);
      tried += verdict.isPresent() ? 1 : 0;
      if (verdict.isPresent() && verdict.get() instanceof Verdict.Refused no) {
        return cut(no.message());
      }
      if (verdict.isPresent() && verdict.get() instanceof Verdict.Unknown no) {
        return cut(no.message());
      }
      if (verdict.isPresent() && verdict.get() instanceof Verdict.PodsRefused warning) {
        pods += warning.pods();
        namespaces++;
      }
    }
    return namespaces == 0
        ? kind.key().message()
        : "would refuse %d running pods in %d of %d services tried"
            .formatted(pods, namespaces, tried);
  }

  private static String cut(String message) {
    // The ellipsis comes on top.
    return MessageText.plain(message, Bounds.MESSAGE - 1);
  }
}
