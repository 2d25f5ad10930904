package dev.goldenpath.operator.goldenpath;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The rules for the platform's settings of databases. Each problem begins with its field. */
final class DatabaseSettingsCheck {
  private static final String AT = "spec.platform.";
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

  /** Robfig's cron with seconds, as CloudNativePG parses it; the plugin checks the values. */
  private static final Pattern SCHEDULE =
      Pattern.compile("[-0-9*/,?A-Za-z]+( +[-0-9*/,?A-Za-z]+){5}");

  /** Barman's recovery window. */
  private static final Pattern RETENTION = Pattern.compile("[1-9][0-9]{0,3}[dwm]");

  /** The largest share that leaves a database of the smallest tier room. */
  private static final int MOST = 90;

  private final Platform platform;
  private final List<String> problems = new ArrayList<>();

  private DatabaseSettingsCheck(Platform platform) {
    this.platform = platform;
  }

  static List<String> of(Platform platform) {
    DatabaseSettingsCheck check = new DatabaseSettingsCheck(platform);
    check.check();
    check.checkBackup(platform.postgresBackup());
    return check.problems;
  }

  private void check() {
    if (platform.applicationShare() < 0 || platform.applicationShare() > MOST) {
      add("applicationShare", "" + platform.applicationShare(), "must be from 0 to " + MOST);
    }
    platform
        .postgresImages()
        .forEach(
            (version, image) -> {
              if (!isImageOf(version, image)) {
                add(
                    "postgresImages." + version,
                    image,
                    "must be an image with a tag that begins with the version, such as"
                        + " registry.example.org/postgresql:%s-standard, and optionally a digest"
                            .formatted(version));
              }
            });
    checkName("postgresImageCatalog", platform.postgresImageCatalog());
    checkName("postgresStorageClass", platform.postgresStorageClass());
    platform.postgresPullSecrets().forEach(name -> checkName("postgresPullSecrets", name));
  }

  /** Repository, a tag that begins with the version, and perhaps a digest. */
  private static boolean isImageOf(String version, String image) {
    return image.matches(
        "[^@\\s]+/[^/:@\\s]+:"
            + Pattern.quote(version)
            + "([^0-9/:\\s][^/:\\s]*)?(@sha256:[0-9a-f]{64})?");
  }

  private void checkName(String field, String name) {
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      add(field, name, "must be the name of an object: a-z, 0-9, - and .");
    }
  }

  private void checkBackup(Platform.Backup backup) {
    if (backup.isConfigured() && !(backup.objectStore().get("destinationPath") instanceof String)) {
      problems.add(
          AT
              + "postgresBackup.objectStore.destinationPath: is missing; write a URL such as"
              + " s3://backups/{service}");
    }
    checkNumbers("postgresBackup.objectStore", backup.objectStore());
    if (!SCHEDULE.matcher(backup.schedule()).matches()) {
      add(
          "postgresBackup.schedule",
          backup.schedule(),
          "must be a cron expression of six fields, of which the first is the second, such as"
              + " \"0 0 2 * * *\"");
    }
    backup
        .retention()
        .forEach(
            (tier, kept) -> {
              if (!kept.isEmpty() && !RETENTION.matcher(kept).matches()) {
                add(
                    "postgresBackup.retention." + tier.text(),
                    kept,
                    "must be a number of days, weeks or months such as 30d, 4w or 3m, or empty for"
                        + " no backups");
              }
            });
  }

  /** The fields of Barman's configuration that are numbers. */
  private void checkNumbers(String field, Map<?, ?> configuration) {
    configuration.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> nested) {
            checkNumbers(field + "." + key, nested);
          } else if (Platform.Backup.NUMBERS.contains(key)
              && !ParameterType.INTEGER.accepts(String.valueOf(value))) {
            add(field + "." + key, String.valueOf(value), "must be a whole number such as 2");
          }
        });
  }

  private void add(String field, String value, String problem) {
    problems.add(AT + field + ": " + MessageText.quoted(value) + " " + problem);
  }
}
