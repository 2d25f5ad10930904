package dev.goldenpath.operator.reconcile;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.util.StdConverter;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes the Lease whenever it is read. The client's leader election expects every field that it
 * writes itself. If someone creates or edits the Lease by hand and a field is missing, the election
 * ends with an exception, and the replica would wait for ever without taking part in it. The next
 * replica that takes or renews the Lease writes all fields.
 *
 * <p>A renewal without a time, or in the future, counts from when this replica first read it: a
 * leader that is running has the time to renew, and a holder that does not exist loses the Lease.
 */
public final class LeaseDefaults extends StdConverter<Object, Lease> {
  private static final Logger log = LoggerFactory.getLogger(LeaseDefaults.class);

  private final Clock clock;
  private @Nullable String version;
  private ZonedDateTime firstRead;

  LeaseDefaults(Clock clock) {
    this.clock = clock;
    firstRead = now();
  }

  /** Has the mapper of a client complete the Lease of the leader. */
  public static ObjectMapper register(ObjectMapper mapper) {
    LeaseDefaults defaults = new LeaseDefaults(Clock.systemUTC());
    return mapper.registerModule(
        new SimpleModule(LeaseDefaults.class.getName())
            .setDeserializerModifier(
                new BeanDeserializerModifier() {
                  @Override
                  public JsonDeserializer<?> modifyDeserializer(
                      DeserializationConfig config,
                      BeanDescription description,
                      JsonDeserializer<?> deserializer) {
                    return description.getBeanClass() == Lease.class
                        ? new StdDelegatingDeserializer<>(
                            defaults, description.getType(), deserializer)
                        : deserializer;
                  }
                }));
  }

  @Override
  public Lease convert(Object read) {
    return complete((Lease) read);
  }

  synchronized Lease complete(Lease lease) {
    noteVersion(lease);
    if (lease.getSpec() == null) {
      lease.setSpec(new LeaseSpec());
    }
    LeaseSpec spec = lease.getSpec();
    if (spec.getLeaseDurationSeconds() == null) {
      spec.setLeaseDurationSeconds((int) Leadership.LEASE.toSeconds());
    }
    if (spec.getRenewTime() == null || spec.getRenewTime().isAfter(now())) {
      spec.setRenewTime(firstRead);
    }
    if (spec.getAcquireTime() == null) {
      spec.setAcquireTime(spec.getRenewTime());
    }
    return lease;
  }

  private void noteVersion(Lease lease) {
    String read = lease.getMetadata().getResourceVersion();
    if (!Objects.equals(version, read)) {
      version = read;
      firstRead = now();
      if (isIncomplete(lease.getSpec())) {
        log.warn(
            "Lease {}: a field is missing, so someone has edited it; the leader will complete it",
            lease.getMetadata().getName());
      }
    }
  }

  private static boolean isIncomplete(@Nullable LeaseSpec spec) {
    return spec == null
        || spec.getLeaseDurationSeconds() == null
        || spec.getRenewTime() == null
        || spec.getAcquireTime() == null;
  }

  private ZonedDateTime now() {
    return clock.instant().atZone(ZoneOffset.UTC);
  }
}
