import { $, ask, el, text } from "./dom.js";

// So many rows at most: beyond it, the filter finds a service faster than the eye.
const MOST = 500;
let report = null;

function table(title, heads, rows) {
  const id = "table-" + title.toLowerCase().replace(/[^a-z]+/g, "-");
  const head = el("h2", "", title);
  head.id = id;
  const cells = heads.map((each) => {
    const cell = el("th", "", each);
    cell.scope = "col";
    return cell;
  });
  const box = el("div", "scroll", el("table", "", el("thead", "", el("tr", "", ...cells)),
    el("tbody", "", ...rows.map((row) => el("tr", "", ...row.map((each) => el("td", "", String(each ?? "–"))))))));
  box.tabIndex = 0;
  box.setAttribute("role", "group");
  box.setAttribute("aria-labelledby", id);
  return el("section", "card", head, box);
}

const counts = (map) => Object.entries(map).map(([key, count]) => `${key} ${count}`).join(", ") || "–";

function show() {
  const words = $("filter").value.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = report.services.map((each) =>
    [each.name, each.team, each.tier, each.state, each.path, each.hatches.join(", ") || "–", each.message]);
  const found = rows.filter((row) => {
    const line = row.join(" ").toLowerCase();
    return words.every((word) => line.includes(word));
  });
  text($("fleet-summary"), `${found.length} of ${report.total} services, ${report.teams} teams · ${counts(report.states)}`
    + (found.length > MOST ? ` · the first ${MOST} are shown` : ""));
  $("fleet-tables").replaceChildren(
    table("Services", ["Service", "Team", "Tier", "State", "Path", "Hatches", "Message"], found.slice(0, MOST)),
    table("Left the path", ["At", "Services", "Share", "Reasons", "Parameters"], report.departures.map((each) =>
      [each.component, each.services, `${each.share} %${each.desirePath ? " ▲ a feature request" : ""}`,
        counts(each.reasons), counts(each.parameters)])),
    table("Path versions", ["Path", "Version", "Services"],
      report.paths.map((each) => [each.name, each.version, each.services])),
    table("Overdue hatches", ["Service", "Team", "Hatch", "Until", "Reason"],
      report.overdue.map((each) => [each.service, each.team, each.hatch, each.until, `${each.reason} ${each.message}`])));
}

export function filter() {
  if (report) show();
}

export async function refresh() {
  text($("fleet-problem"), "");
  try {
    report = await ask("/fleet");
    show();
  } catch (problem) {
    text($("fleet-problem"), problem.message);
  }
}
