package dev.goldenpath.cli.page;

import dev.goldenpath.cli.kubectl.Kubectl;
import dev.goldenpath.cli.kubectl.KubectlFailure;
import dev.goldenpath.cli.page.PageState.DeskState;
import dev.goldenpath.cli.page.RunState.ComponentState;
import dev.goldenpath.cli.page.TicketModel.Desk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A new service the old way: a ticket at each desk, one after the other, and each desk applies its
 * share. The objects are real; the time that tickets take is the model's.
 */
final class TicketRoad {
  /** Sees every state. */
  interface Show {
    void show(RunState run, List<DeskState> desks, double modelHours);
  }

  private final Kubectl kubectl;
  private final TicketModel model;
  private final Duration hour;

  /**
   * A road.
   *
   * @param hour how long an hour of the model is here
   */
  TicketRoad(Kubectl kubectl, TicketModel model, Duration hour) {
    this.kubectl = kubectl;
    this.model = model;
    this.hour = hour;
  }

  /** Makes a service, whose namespace must not be there. */
  void travel(NewService service, DeskWork work, Show show) throws InterruptedException {
    new Journey(service, work, show).travel();
  }

  private final class Journey {
    private final Stopwatch watch = new Stopwatch();
    private final DeskWork work;
    private final Show show;
    private final String[] tickets = new String[model.desks().size()];
    private RunState run;
    private double hours;

    Journey(NewService service, DeskWork work, Show show) {
      this.work = work;
      this.show = show;
      this.run =
          RunState.start(service, work.values())
              .with(
                  work.objects().keySet().stream()
                      .map(name -> new ComponentState(name, ComponentState.WAITING, "", null))
                      .toList());
      Arrays.fill(tickets, "waiting");
    }

    void travel() throws InterruptedException {
      try {
        for (int at = 0; at < tickets.length; at++) {
          Desk desk = model.desks().get(at);
          tickets[at] = "open";
          show();
          await(desk.p50Hours());
          for (String component : desk.owns()) {
            apply(desk, component);
          }
          tickets[at] = "closed";
        }
        run = run.with(RunState.APPLIED, "", watch.millis());
      } catch (KubectlFailure failure) {
        run = run.with(RunState.FAILED, Words.of(failure), watch.millis());
      }
      show();
    }

    /** One step for each hour of the model. */
    private void await(double hoursOfTicket) throws InterruptedException {
      for (double left = hoursOfTicket; left > 0; left--) {
        double step = Math.min(1, left);
        TimeUnit.NANOSECONDS.sleep((long) (hour.toNanos() * step));
        hours += step;
        show();
      }
    }

    private void apply(Desk desk, String component) {
      List<DeskWork.Item> items = work.objects().getOrDefault(component, List.of());
      for (DeskWork.Item item : items) {
        List<String> command =
            List.of("apply", "--server-side", "--field-manager=desk-" + desk.name(), "-f", "-");
        run = run.withCommand("kubectl " + String.join(" ", command) + "  # " + item.title());
        kubectl.run(item.yaml(), command);
      }
      if (!items.isEmpty()) {
        run = run.with(applied(component));
        show();
      }
    }

    private List<ComponentState> applied(String component) {
      List<ComponentState> components = new ArrayList<>(run.components());
      components.replaceAll(
          each ->
              each.name().equals(component)
                  ? new ComponentState(component, RunState.APPLIED, "", watch.millis())
                  : each);
      return List.copyOf(components);
    }

    private void show() {
      List<DeskState> desks = new ArrayList<>();
      for (int at = 0; at < tickets.length; at++) {
        Desk desk = model.desks().get(at);
        desks.add(new DeskState(desk.name(), desk.owns(), desk.p50Hours(), tickets[at]));
      }
      show.show(run.with(run.state(), run.message(), watch.millis()), desks, hours);
    }
  }
}
