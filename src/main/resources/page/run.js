import { $, el, text, draw, clock } from "./dom.js";

const MARKS = {
  ready: ["✔", "good", "ready"], applied: ["✔", "good", "applied"], waiting: ["●", "busy", "waiting"], running: ["●", "busy", "running"],
  open: ["●", "busy", "open"], closed: ["✔", "good", "closed"],
  stalled: ["!", "bad", "stalled"], failed: ["✘", "bad", "failed"], gone: ["✘", "bad", "gone"],
};

function mark(state) {
  const [sign, kind, word] = MARKS[state] ?? ["?", "soft", state];
  const shown = el("span", "mark " + kind, sign);
  shown.setAttribute("role", "img");
  shown.setAttribute("aria-label", word);
  return shown;
}

function component(each) {
  const line = el("li", "", mark(each.state), el("span", "", each.name),
    el("span", "", each.millis === null ? "" : clock(each.millis)));
  if (each.message) line.append(el("p", "message soft", each.message));
  return line;
}

function phase(each) {
  const parts = [el("h3", "", each.name)];
  if (each.note) parts.push(el("p", "soft", each.note));
  else parts.push(each.components.length
    ? el("ul", "components", ...each.components.map(component)) : el("p", "soft", "–"));
  return el("div", "phase", ...parts);
}

// While a run goes on, its clock is drawn between two states, too.
const running = new Map();
setInterval(() => {
  for (const [node, since] of running) text(node, clock(performance.now() - since));
}, 500);

function run(id, value) {
  const card = $(id);
  card.hidden = !value;
  if (!value) return;
  const part = (name) => card.querySelector("." + name);
  const time = part("clock");
  if (value.state === "running") running.set(time, performance.now() - value.millis);
  else running.delete(time);
  text(time, clock(value.millis));
  draw(id, { ...value, millis: 0 }, () => {
    text(part("name"), `${value.name} ${value.tier}, team ${value.team}`);
    text(part("state"), value.state);
    part("state").className = "state " + (MARKS[value.state] ?? [])[1];
    text(part("message"), value.message);
    part("phases").replaceChildren(...value.phases.map(phase));
    text(part("count"), String(value.commands.length));
    part("commands").replaceChildren(
      ...value.commands.map((command) => el("li", "", el("code", "", command))));
  });
}

function desk(each) {
  return el("li", "", mark(each.state), ` ${each.name} `,
    el("span", "soft", `${each.owns.join(", ")} · ${each.hours} h`));
}

function pair(each) {
  const equal = each.differences.length === 0;
  const line = el("li", "", mark(equal ? "ready" : "failed"), ` ${each.title} `,
    el("span", "soft", equal ? "equal" : "differs"));
  if (!equal) line.append(el("ul", "", ...each.differences.map((one) => el("li", "", el("code", "", one)))));
  return line;
}

function figure(value) {
  const cell = el("td", "", el("strong", "", value.text));
  if (value.origin) cell.append(el("span", "origin", value.origin));
  if (value.note) cell.append(el("span", "note", value.note));
  return cell;
}

function cost(row) {
  const head = el("th", "", row.what);
  head.scope = "row";
  return el("tr", "", head, figure(row.paved), figure(row.tickets));
}

function progress(value) {
  if (!value) return "";
  const ready = value.components.filter((each) => each.state !== "waiting").length;
  return `${value.name} ${value.state}: ${ready} of ${value.components.length} components`;
}

export function show(state) {
  run("paved", state.paved);
  run("tickets", state.tickets);
  text($("model-clock"), state.modelHours + " h");
  draw("desks", state.desks, (desks) => $("desks").replaceChildren(...desks.map(desk)));
  $("comparison").hidden = !state.comparison;
  if (state.comparison) draw("comparison", state.comparison, (comparison) => {
    text($("verdict"), comparison.verdict);
    $("objects").replaceChildren(...comparison.objects.map(pair));
  });
  $("costs").hidden = !state.writable;
  draw("costs", state.costs, (rows) => $("cost-rows").replaceChildren(...rows.map(cost)));
  text($("status"), [
    progress(state.paved), progress(state.tickets), state.comparison?.verdict,
  ].filter(Boolean).join(" · "));
}
