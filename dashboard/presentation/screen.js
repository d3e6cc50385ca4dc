// A page's figures, one at a time, on the whole screen. It holds for weeks without a session: what is
// shown is asked for anew in each round, and kept where the server cannot be reached.

const PATH = "/layar/isi";
const SAID = JSON.parse(document.body.dataset.said);
const STEP = Number(document.body.dataset.step), SHORTEST = 5, LONGEST = 600, USUAL = 20; // seconds
const PATIENCE = 60_000, RETRY = 15_000; // ms for an answer; until the next try
const HELP = 8_000, AWAKE = 3_000, CALM = 300; // ms: a line to read, controls, a window at rest
const SWIPE = 50; // px
const TAGS = { id: "id-ID", en: "en-GB" };
// What belongs to this view and not to the page behind it.
const OWN = ["halaman", "semua", "putar", "tema"];

const part = (id) => document.getElementById(id);
const TITLE = document.title;
const root = document.documentElement, stage = part("stage"), message = part("message");
const asked = new URLSearchParams(location.search);
const fixed = asked.has("versi"), drafted = asked.has("gambar");

let programme; // the server's list: version, slides, configuration
let at = 0, shown; // the place in the list; what is on the stage
let turning = asked.has("putar"), seconds = within(asked.get("putar"));
let wish = 0; // counts what was asked for: an answer that comes late is not shown
let since; // when the server was first not reached
const ahead = new Map(); // slides by name, as they were asked for
const timers = {};

// The server's own sentence for the reader, and what it is about.
class Refusal extends Error {
  constructor({ about, sentence }) {
    super(sentence);
    this.about = about;
  }
}

// No answer, or none that the program itself gave.
class Unreached extends Error {}

function within(text) {
  const wanted = Number(text) || USUAL;
  return Math.min(Math.max(Math.round(wanted), SHORTEST), LONGEST);
}

function after(name, wait, act) {
  clearTimeout(timers[name]);
  timers[name] = setTimeout(act, wait);
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

async function ask(path, parameters) {
  const request = { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) };
  const answer = await fetch(`${path}?${parameters}`, request).catch(unreached);
  const isOurs = answer.headers.get("content-type")?.startsWith("application/json");
  if (!isOurs || answer.status === 503) unreached();
  const content = await answer.json().catch(unreached);
  if (!answer.ok) throw new Refusal(content);
  return content;
}

function unreached() {
  throw new Unreached();
}

// A new round. Without a version in the address it shows what is published by now.
async function renew() {
  const found = await ask(PATH, asked);
  if (found.edition !== root.dataset.edition) location.reload(); // the program was renewed
  ahead.clear();
  programme = found;
}

function slide(place) {
  const { name } = programme.slides[place];
  if (!ahead.has(name)) {
    const parameters = new URLSearchParams(asked);
    parameters.set("versi", programme.version); // one round, one version
    parameters.delete("gambar");
    const coming = ask(`${PATH}/${name}`, parameters);
    coming.catch(() => ahead.delete(name));
    ahead.set(name, coming);
  }
  return ahead.get(name);
}

// `step` is where to go on from a figure that shows nothing under this filter.
async function show(place, step = 1) {
  const mine = ++wish;
  clearTimeout(timers.turn);
  clearTimeout(timers.retry);
  try {
    if (!programme || place < 0 || place >= programme.slides.length) {
      if (!programme || !fixed) await renew();
      if (mine !== wish) return;
      place = !shown ? opened() : step < 0 ? programme.slides.length - 1 : 0;
    }
    at = place;
    const content = await slide(place);
    if (mine !== wish) return;
    if (!content.tells && !drafted) return passOver(content, step);
    const sheet = await drawn(content);
    if (mine !== wish) return dismiss(sheet);
    present(sheet, content);
    reached();
    fetchAhead();
  } catch (error) {
    if (mine !== wish) return;
    if (error instanceof Unreached) return lost(place);
    if (error instanceof Refusal) refuse(error);
    else console.error(error); // the slide before stays, the round goes on
  }
  if (turning) after("turn", seconds * 1000, () => show(at + 1));
}

function passOver({ title }, step) {
  programme.slides.splice(at, 1);
  if (programme.slides.length) return show(step < 0 ? at - 1 : at, step);
  programme = undefined;
  refuse({ about: "", message: title });
  if (turning) after("turn", seconds * 1000, () => show(0));
}

function opened() {
  const name = decodeURIComponent(location.hash.slice(1));
  return Math.max(programme.slides.findIndex((known) => known.name === name), 0);
}

async function fetchAhead() {
  const next = programme.slides[at + 1];
  const kept = [programme.slides[at].name, next?.name];
  for (const name of ahead.keys()) if (!kept.includes(name)) ahead.delete(name);
  if (!next) return;
  const content = await slide(at + 1).catch(() => {}); // told when it is its turn
  if (!content || content.tells || drafted || programme?.slides[at + 1] !== next) return;
  programme.slides.splice(at + 1, 1);
  count();
  fetchAhead();
}

function count() {
  const total = programme.slides.length;
  part("place").textContent = fill(SAID.place, { n: at + 1, total });
}

async function drawn(content) {
  const sheet = document.createElement("div");
  sheet.className = "sheet";
  sheet.setAttribute("role", "img");
  sheet.setAttribute("aria-label", `${content.title}. ${content.words}`);
  const frame = document.createElement("div");
  frame.inert = true; // its links are for paper; a touch on a wall must not follow them
  frame.append(vector(content.frame));
  sheet.append(frame);
  [sheet.width, sheet.height] = content.size;
  stage.append(sheet);
  fit(sheet);
  if (content.figure) {
    const hole = document.createElement("div");
    const [left, top, width, height] = content.hole.map((length) => `${length}px`);
    hole.className = "hole";
    Object.assign(hole.style, { left, top, width, height });
    sheet.append(hole);
    sheet.plot = async () => {
      const { data, layout } = structuredClone(content.figure);
      await Plotly.newPlot(hole, data, layout, programme.config);
    };
    await sheet.plot().catch((error) => {
      dismiss(sheet);
      throw error;
    });
  }
  if (content.over) {
    const over = document.createElement("div");
    over.className = "over";
    over.append(vector(content.over));
    sheet.append(over);
  }
  return sheet;
}

function vector(text) {
  const svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  return document.importNode(svg, true);
}

function dismiss(sheet) {
  for (const hole of sheet.querySelectorAll(".hole")) Plotly.purge(hole);
  sheet.remove();
}

function present(sheet, { name, title, words, mark }) {
  document.title = [mark, TITLE].filter(Boolean).join(" · ");
  sheet.classList.add("shown");
  if (shown) dismiss(shown);
  shown = sheet;
  message.hidden = true;
  part("announced").textContent = `${title}. ${words}`;
  count();
  history.replaceState(null, "", `#${name}`);
}

function refuse({ about, message: sentence }) {
  const heading = document.createElement("strong");
  heading.textContent = about;
  message.replaceChildren(heading, sentence);
  message.hidden = false;
  part("announced").textContent = `${about} ${sentence}`;
  reached();
}

// The last slide stays; the rest says since when. It is tried again by itself.
function lost(place) {
  since ??= new Date();
  const time = since.toLocaleString(TAGS[root.lang], { dateStyle: "long", timeStyle: "short" });
  if (shown) say(fill(SAID.lost, { time }));
  else message.textContent = SAID.unreachable;
  after("retry", RETRY, () => show(place));
}

function reached() {
  if (since) part("note").hidden = true;
  since = undefined;
}

function say(words, wait) {
  const note = part("note");
  note.textContent = words;
  note.hidden = false;
  clearTimeout(timers.note);
  if (wait) after("note", wait, () => { note.hidden = true; });
}

function turn(on) {
  turning = on;
  part("round").setAttribute("aria-pressed", on);
  say(on ? fill(SAID.seconds, { seconds }) : SAID.stopped, AWAKE);
  if (on) after("turn", seconds * 1000, () => show(at + 1));
  else clearTimeout(timers.turn);
}

function pace(change) {
  seconds = within(Math.max(seconds + change, SHORTEST)); // no seconds at all would be the usual ones
  turn(turning || change !== 0);
}

function fullScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else root.requestFullscreen?.().catch(() => {}); // a browser may not allow it
}

function leave() {
  const page = asked.has("halaman") && !asked.has("semua")
    ? asked.get("halaman")
    : programme?.slides[at]?.page ?? "";
  const parameters = new URLSearchParams(asked);
  for (const name of OWN) parameters.delete(name);
  location.assign(`/${page}?${parameters}`);
}

const back = () => show(at - 1, -1), forth = () => show(at + 1);
const BUTTONS = {
  previous: back, next: forth, round: () => turn(!turning), leave,
  shorter: () => pace(-STEP), longer: () => pace(STEP), full: fullScreen,
};
const KEYS = {
  ArrowRight: forth, " ": forth, PageDown: forth, ArrowLeft: back, PageUp: back,
  Home: () => show(0), End: () => show((programme?.slides.length ?? 1) - 1, -1),
  p: BUTTONS.round, Enter: BUTTONS.round, "+": BUTTONS.longer, "=": BUTTONS.longer,
  "-": BUTTONS.shorter, f: fullScreen, l: leave, Escape: leave,
};

function press(event) {
  const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  const pressesButton = event.target.closest?.("button") && [" ", "Enter"].includes(event.key);
  if (!act || pressesButton || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act();
}

function fit({ width, height }) {
  const scale = Math.min(innerWidth / width, innerHeight / height);
  Object.assign(stage.style, { width: `${width}px`, height: `${height}px` });
  stage.style.setProperty("--scale", scale);
}

// Plotly measures the scale once, when it draws.
function resize() {
  if (!shown) return;
  fit(shown);
  after("fit", CALM, () => shown.plot?.());
}

function wake() {
  document.body.classList.add("awake");
  after("sleep", AWAKE, () => document.body.classList.remove("awake"));
}

function keepScreenOn() {
  if (document.visibilityState === "visible") navigator.wakeLock?.request("screen").catch(() => {});
}

for (const [id, act] of Object.entries(BUTTONS)) part(id).addEventListener("click", act);
document.addEventListener("keydown", press);
document.addEventListener("pointermove", wake);
document.addEventListener("pointerdown", wake);
document.addEventListener("visibilitychange", keepScreenOn);
window.addEventListener("resize", resize);
let touched;
document.addEventListener("touchstart", ({ changedTouches }) => { [touched] = changedTouches; });
document.addEventListener("touchend", ({ changedTouches: [end] }) => {
  const across = end.clientX - touched.clientX, down = end.clientY - touched.clientY;
  if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down))
    (across < 0 ? forth : back)();
});

keepScreenOn();
part("round").setAttribute("aria-pressed", turning);
say(SAID.help, HELP);
// Plotly spaces labels by the font it measures, so the fonts come first.
const weights = [400, 500, 600, 700].map((weight) => `${weight} 15px "IBM Plex Sans"`);
await Promise.allSettled(weights.map((font) => document.fonts.load(font)));
show(0);
