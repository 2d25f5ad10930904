package dev.goldenpath.operator.preview;

/** A kind of change, with the number of services that have it and some of them. */
final class ChangeKind {
  private final ChangeKey key;
  private final Sample sample;
  private int services;

  /**
   * A kind that no service has yet.
   *
   * @param remembered how many services are remembered by name
   */
  ChangeKind(ChangeKey key, int remembered) {
    this.key = key;
    this.sample = new Sample(remembered);
  }

  ChangeKey key() {
    return key;
  }

  int services() {
    return services;
  }

  Sample sample() {
    return sample;
  }

  void add(Sample.Member member) {
    services++;
    sample.add(member);
  }

  /** What to try of it in one service. */
  DryRun dryRun(String service) {
    return new DryRun(service, key.component(), key.object().replace("{service}", service));
  }
}
