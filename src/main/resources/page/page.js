import { $, ask, text } from "./dom.js";
import { show } from "./run.js";
import { refresh, filter } from "./fleet.js";

const tabs = [...document.querySelectorAll("[role=tab]")];

function select(tab, focus) {
  for (const each of tabs) {
    const chosen = each === tab;
    each.setAttribute("aria-selected", String(chosen));
    each.tabIndex = chosen ? 0 : -1;
    $(each.getAttribute("aria-controls")).hidden = !chosen;
  }
  if (focus) tab.focus();
  if (tab.id === "tab-fleet") refresh();
}

for (const tab of tabs) {
  tab.addEventListener("click", () => select(tab, false));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) select(tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length], true);
  });
}

const road = $("paved-switch");
road.addEventListener("click", () =>
  road.setAttribute("aria-checked", String(road.getAttribute("aria-checked") !== "true")));

async function attempt(work) {
  text($("problem"), "");
  try { await work(); } catch (problem) { text($("problem"), problem.message); }
}

$("form").addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(() => ask("/services", {
    name: $("name").value, team: $("team").value, tier: $("tier").value,
    paved: road.getAttribute("aria-checked") === "true",
  }));
});
$("compare").addEventListener("click", () => attempt(() => ask("/comparison", {})));
$("refresh").addEventListener("click", refresh);
$("filter").addEventListener("input", filter);

let proposed = "";
let first = true;

function receive(state) {
  $("form").hidden = !state.writable;
  if ($("name").value === proposed) $("name").value = state.proposal;
  proposed = state.proposal;
  const busy = [state.paved, state.tickets].some((run) => run?.state === "running");
  $("spin-up").disabled = busy;
  text($("hint"), state.notice);
  if (first && !state.writable && !state.paved) select($("tab-fleet"), false);
  first = false;
  show(state);
}

function listen() {
  const events = new EventSource("/events");
  events.onopen = () => text($("connection"), "");
  events.onmessage = (event) => receive(JSON.parse(event.data));
  events.onerror = () => {
    text($("connection"), "No connection to the command that serves this page; trying again.");
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 3000);
  };
}

listen();
