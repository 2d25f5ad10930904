// Text from the cluster reaches the page only as text nodes.
export const $ = (id) => document.getElementById(id);

/** An element with classes, and strings or nodes in it. */
export function el(tag, classes, ...children) {
  const made = document.createElement(tag);
  if (classes) made.className = classes;
  made.append(...children);
  return made;
}

/** Sets a text, and leaves it alone if it is the same: a live region would repeat it. */
export function text(node, value) {
  if (node.textContent !== value) node.textContent = value;
}

const drawn = new Map();

/** Draws a part again if its value has changed, so that a reader's place in it is kept. */
export function draw(key, value, how) {
  const now = JSON.stringify(value);
  if (drawn.get(key) === now) return;
  drawn.set(key, now);
  how(value);
}

/** Minutes and seconds. */
export function clock(millis) {
  const seconds = Math.floor(millis / 1000);
  return Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
}

/** Asks the server; a failure is an Error with a sentence for people. */
export async function ask(path, body) {
  const request = body === undefined ? {} : {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  };
  let response;
  try {
    response = await fetch(path, request);
  } catch {
    throw new Error("The command that serves this page has ended.");
  }
  const answer = await response.text();
  let json;
  try { json = JSON.parse(answer); } catch { json = { message: answer }; }
  if (!response.ok) throw new Error(json.message);
  return json;
}
