// The page of `kubectl golden demo` and `ui` in Debian's Chromium: node page.mjs <demo> <ui>.
// Its expectations are counted here, from the rendered objects, the model and the cluster.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [demo, ui] = process.argv.slice(2);
const OUT = "target/page";
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const CLUSTER_WAIT = { timeout: 90_000 };
mkdirSync(OUT, { recursive: true });

const kubectl = (args, input) =>
  execFileSync(process.env.KUBECTL, args, { input, encoding: "utf8", stdio: ["pipe", "pipe", "inherit"] });
const said = (line) => console.log(line);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
const problems = [];
const requests = [];

async function open(address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: "light", ...options });
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("dialog", (dialog) => problems.push("dialog: " + dialog.message()));
  page.on("request", (request) => requests.push(request));
  await page.goto(address);
  return page;
}

let screenshots = 0;
async function check(page, name) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate("axe.run()");
  assert.deepEqual(violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(" ")}`), [], name);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${name}: ${wide} px wider than the window`);
  await page.screenshot({ path: `${OUT}/${name}.png`, fullPage: true });
  screenshots++;
}

async function looks(page, name) {
  await check(page, name + "-light");
  await page.emulateMedia({ colorScheme: "dark" });
  await check(page, name + "-dark");
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  const moving = await page.evaluate(() => document.getAnimations().length
    + [...document.querySelectorAll("*")].filter((each) => parseFloat(getComputedStyle(each).transitionDuration) > 0).length);
  assert.equal(moving, 0, "something moves");
  await check(page, name + "-reduced-motion");
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await page.setViewportSize({ width: 320, height: 800 });
  await check(page, name + "-320px");
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** Presses Tab until an element has the focus, as somebody without a mouse does. */
async function tabTo(page, id, key = "Tab") {
  for (let presses = 0; presses < 60; presses++) {
    if (await page.evaluate((wanted) => document.activeElement?.id === wanted, id)) return;
    await page.keyboard.press(key);
  }
  assert.fail(`${id} is not reached by ${key}`);
}

const shown = (page, selector) => page.locator(selector).innerText();
const shownAll = (page, selector) => page.locator(selector).allInnerTexts();

// The first address admits the browser, and its token is nowhere to be seen afterwards.
const page = await open(demo);
const token = new URL(demo).searchParams.get("t");
assert.equal(page.url(), new URL("/", demo).href);
assert.equal(await page.evaluate("document.cookie"), "");
const [cookie] = await page.context().cookies();
assert.ok(cookie.httpOnly && cookie.sameSite === "Strict", "cookie");
await page.locator("#form").waitFor();
await looks(page, "1-start");

// Paved road, by keyboard alone.
await tabTo(page, "name");
const name = await page.locator("#name").inputValue();
assert.match(name, /^[a-z][-a-z0-9]*$/);
await tabTo(page, "tier");
await page.keyboard.type("gold");
await tabTo(page, "paved-switch");
assert.equal(await page.locator("#paved-switch").getAttribute("aria-checked"), "true");
const begin = Date.now();
await tabTo(page, "spin-up");
await page.keyboard.press("Enter");
await page.locator("#paved .state", { hasText: "ready" }).waitFor(CLUSTER_WAIT);
said(`paved road: ${name} is Ready after ${((Date.now() - begin) / 1000).toFixed(1)} s`);
assert.deepEqual(await shownAll(page, "#paved h3"), ["scaffold", "pipeline", "infra", "observe"]);
assert.deepEqual(await shownAll(page, "#paved .phase > .soft"), Array(2).fill("not part of this run"));
const components = await shownAll(page, "#paved .components li");
assert.ok(components.length > 0 && components.every((each) => /✔/.test(each) && /\d:\d\d/.test(each)), String(components));
const conditions = JSON.parse(kubectl(["get", "gsvc", name, "-o", "json"])).status.conditions;
const requested = conditions.filter((each) => /^[A-Z][a-z]+Ready$/.test(each.type) && each.reason !== "NotRequested");
assert.equal(components.length, requested.length);
await looks(page, "2-paved");

// The same objects by tickets, still by keyboard.
await tabTo(page, "paved-switch", "Shift+Tab");
await page.keyboard.press("Space");
assert.equal(await page.locator("#paved-switch").getAttribute("aria-checked"), "false");
const beginTickets = Date.now();
await tabTo(page, "spin-up");
await page.keyboard.press("Enter");
await page.locator("#desks li", { hasText: "●" }).first().waitFor(CLUSTER_WAIT);
await check(page, "3-tickets-open");
await page.locator("#tickets .state", { hasText: "applied" }).waitFor(CLUSTER_WAIT);
said(`ticket road: ${name}-tickets is there after ${((Date.now() - beginTickets) / 1000).toFixed(1)} s`);

// What the page should say, counted here.
const rendered = JSON.parse(readFileSync(`${OUT}/rendered.json`, "utf8")).items;
const isBookkeeping = (key) => key.includes("goldenpath.dev/") || key === "app.kubernetes.io/managed-by";
const leaves = (value) => value !== null && typeof value === "object"
  ? Object.values(value).reduce((sum, each) => sum + leaves(each), 0) : 1;
function written(object) {
  const { apiVersion, kind, ...rest } = structuredClone(object);
  for (const field of ["labels", "annotations"]) {
    for (const key of Object.keys(rest.metadata[field] ?? {})) if (isBookkeeping(key)) delete rest.metadata[field][key];
  }
  return leaves(rest);
}
const model = readFileSync("src/main/resources/ticket-model.yaml", "utf8");
const figures = (key) => [...model.matchAll(new RegExp(`${key}: (\\S+)`, "g"))].map((each) => Number(each[1]));
const sum = (all) => all.reduce((total, each) => total + each, 0);
const desks = figures("p50Hours").length;

const verdict = (equal) => `${equal} of ${rendered.length} equal`;
await page.locator("#verdict", { hasText: verdict(rendered.length) }).waitFor(CLUSTER_WAIT);
said(`comparison: ${await shown(page, "#verdict")}`);
assert.equal((await shownAll(page, "#desks li")).filter((each) => each.startsWith("✔")).length, desks);
assert.equal(await shown(page, "#model-clock"), `${sum(figures("p50Hours"))} h`);
const managers = new Set();
for (const kind of ["namespace", "resourcequota", "networkpolicy", "prometheusrule"]) {
  const where = kind === "namespace" ? ["namespace", name + "-tickets"] : [kind, "-n", name + "-tickets"];
  const json = JSON.parse(kubectl(["get", ...where, "-o", "json", "--show-managed-fields"]));
  for (const object of json.items ?? [json]) {
    const keys = Object.keys({ ...object.metadata.labels, ...object.metadata.annotations });
    assert.deepEqual(keys.filter(isBookkeeping), [], kind);
    object.metadata.managedFields.filter((each) => each.operation === "Apply").forEach((each) => managers.add(each.manager));
  }
}
assert.deepEqual([...managers].sort(), ["desk-monitoring", "desk-namespace", "desk-network"]);

const rows = Object.fromEntries(await page.locator("#cost-rows tr").evaluateAll((all) => all.map((row) => [
  row.querySelector("th").innerText,
  [...row.querySelectorAll("td")].map((cell) =>
    [cell.querySelector("strong").innerText, cell.querySelector(".origin")?.innerText ?? null]),
])));
const paved = rows.waiting[0][0];
assert.match(paved, /^\d+\.\d s$/);
assert.deepEqual(rows, {
  "values a person wrote": [["3", "measured"], [String(sum(rendered.map(written))), "measured"]],
  "commands": [["1", "measured"], [String(rendered.length), "measured"]],
  "tickets, hand-offs": [["0, 0", "measured"], [`${desks}, ${desks}`, "assumed"]],
  "waiting": [[paved, "measured"], [`${sum(figures("p50Hours"))} h`, "assumed"]],
  "hands-on time": [["–", null], [`${sum(figures("handsOnMinutes")) / 60} h`, "assumed"]],
});
said("costs: " + JSON.stringify(rows));
// The picture of docs/demo.md, which `make pictures` takes; its top, for it is long.
await page.setViewportSize({ width: 1000, height: 1074 });
await page.evaluate(() => { document.activeElement?.blur(); scrollTo(0, 0); });
await page.screenshot({ path: `${OUT}/demo.png` });
await page.setViewportSize({ width: 1280, height: 900 });
await looks(page, "4-compared");

// A difference is named.
kubectl(["patch", "resourcequota", "golden-quota", "-n", name + "-tickets", "--type=merge", "-p", '{"spec":{"hard":{"pods":"7"}}}']);
await tabTo(page, "compare");
await page.keyboard.press("Enter");
await page.locator("#verdict", { hasText: verdict(rendered.length - 1) }).waitFor(CLUSTER_WAIT);
assert.match(await shown(page, "#objects"), /ResourceQuota golden-quota differs\s+\.spec\.hard\.pods: 100 on the paved road, 7 by tickets/);
await looks(page, "5-difference");

// What an owner writes is text, and kubectl's words of a refusal are shown.
kubectl(["annotate", "gsvc", name, "eject.goldenpath.dev/dashboard=missing-feature: <img src=x onerror=alert(1)><script>alert(2)</script> javascript:alert(3)"]);
await page.locator("#paved .message", { hasText: "<script>alert(2)</script>" }).first().waitFor(CLUSTER_WAIT);
assert.equal(await page.locator("main script, main img").count(), 0);
await page.locator("#paved-switch").click();
await page.locator("#spin-up").click();
await page.locator("#paved .message", { hasText: "AlreadyExists" }).first().waitFor(CLUSTER_WAIT);

// Fleet, by keyboard.
await tabTo(page, "tab-road", "Shift+Tab");
await page.keyboard.press("ArrowRight");
await page.locator("#fleet-tables tbody tr", { hasText: name }).first().waitFor(CLUSTER_WAIT);
await looks(page, "6-fleet");
await page.locator("#filter").fill("no-such-service");
await page.locator("#fleet-summary", { hasText: /^0 of / }).waitFor();
await page.locator("#filter").fill(`${name} gold`);
await page.locator("#fleet-summary", { hasText: /^1 of / }).waitFor();

// The read-only page.
const readOnly = await open(ui);
await readOnly.locator("#fleet-tables tbody tr", { hasText: name }).first().waitFor(CLUSTER_WAIT);
assert.equal(await readOnly.locator("#form").isVisible(), false);
await looks(readOnly, "7-read-only");

// The token was in the first request of each page, and in no other address or Referer.
const seen = requests.filter((each) => each.url().includes(token) || (each.headers().referer ?? "").includes(token));
assert.deepEqual(seen.map((each) => each.url()), [demo]);
assert.ok(requests.every((each) => new URL(each.url()).hostname === "127.0.0.1"), "a request left this machine");
assert.deepEqual(problems, []);
await browser.close();
said(`${screenshots} screenshots in ${OUT}, each with 0 violations; 0 errors in the console`);
