// Streamlit in the language of the page, and fit for screen readers and keyboards. Its words are
// English, its calendars and numbers follow the browser, and it has a setting for neither.
// `LANGUAGES`, which the server writes before these lines, gives for each language the tag that
// calendars go by and Streamlit's phrases with their translation; the first one is the default.

// Pictures and lists of data: nothing in them is Streamlit's own.
const DATA =
  "canvas, svg, code, textarea, option, [role=option][data-key], [data-testid=stFileChip]";
// The page's own texts, except where Streamlit sets its words in the same way.
const OWN_TEXT = "[data-testid=stMarkdownContainer], [data-testid=stHtml], [data-tag]";
const NOT_OWN = "[data-testid=stFileUploader] button, [data-testid^=stTooltip]";
const OWN_LABEL = "[data-tag], [data-tag] :not(button)"; // what was chosen from a list
// Roles that Streamlit gives wrongly: a field to drop files on is no decoration, and the header of
// a calendar is not the page's.
const ROLES = {
  "[data-testid=stFileUploaderDropzone][role=presentation]": "group",
  "[data-testid=stDateInputCalendar] header:not([role])": "group",
};
const ATTRIBUTES = ["aria-label", "aria-valuetext", "placeholder", "title"];
// Placeholders for numerals, and for what has such phrases in it.
const NUMERALS = ["n", "number"], PHRASES = ["date", "month", "results"];
const PLACEHOLDER = /\{(\w+)\}/g;
const LONGEST = 250; // characters of a phrase

const prepared = new Map(Object.entries(LANGUAGES).map(([known, { tag, phrases }]) => [known, {
  tags: Object.freeze([tag]),
  phrases: new Map(Object.entries(phrases)),
  patterns: Object.entries(phrases)
    .filter(([phrase]) => phrase.includes("{"))
    .map(([phrase, own]) => [pattern(phrase), own]),
}]));
const [DEFAULT] = prepared.keys();
let language = asked();
// What stood in a text or an attribute before it was translated, and what was written there.
const translated = new WeakMap();

function pattern(phrase) {
  const literal = phrase.replace(/[.*+?^$()|[\]\\/]/g, "\\$&");
  const any = (_, name) => `(?<${name}>${NUMERALS.includes(name) ? "[\\d.,]+" : ".+?"})`;
  return new RegExp(`^${literal.replace(PLACEHOLDER, any)}$`);
}

function asked() {
  const wanted = new URLSearchParams(location.search).get("bahasa");
  return prepared.has(wanted) ? wanted : DEFAULT;
}

function translation(text) {
  const { phrases, patterns } = prepared.get(language);
  if (phrases.has(text)) return phrases.get(text);
  for (const [expected, own] of patterns) {
    const found = expected.exec(text);
    if (found) return own.replace(PLACEHOLDER, (_, name) => said(name, found.groups[name]));
  }
  return text;
}

function said(name, text) {
  return PHRASES.includes(name) ? translation(text) : text;
}

function renew(node, name, text, write) {
  if (!text || text.length > LONGEST) return;
  const known = translated.get(node)?.[name];
  const before = known?.own === text ? known.before : text;
  const own = translation(before);
  if (own === text) return;
  translated.set(node, { ...translated.get(node), [name]: { before, own } });
  write(own);
}

function renewText(node) {
  const parent = node.parentElement;
  if (!parent || parent.closest(DATA)) return;
  if (parent.closest(OWN_TEXT) && !parent.closest(NOT_OWN)) return;
  renew(node, "text", node.data, (own) => { node.data = own; });
}

function renewAttribute(element, name) {
  if (element.matches(OWN_LABEL)) return;
  renew(element, name, element.getAttribute(name), (own) => element.setAttribute(name, own));
}

function renewElement(element) {
  for (const name of ATTRIBUTES) renewAttribute(element, name);
  for (const [wrong, role] of Object.entries(ROLES))
    if (element.matches(wrong)) element.setAttribute("role", role);
}

function renewAll(root) {
  const skipData = (node) =>
    node.matches?.(DATA) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
  const kinds = NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT;
  const walker = document.createTreeWalker(root, kinds, skipData);
  for (let node = walker.currentNode; node; node = walker.nextNode())
    if (node.nodeType === Node.TEXT_NODE) renewText(node);
    else renewElement(node);
}

// Changes come here before the browser paints them, so nobody sees the English words.
function follow(changes) {
  for (const { type, target, addedNodes, attributeName } of changes)
    if (type === "characterData") renewText(target);
    else if (target.nodeType === Node.ELEMENT_NODE && target.closest(DATA)) continue;
    else if (type === "attributes") renewAttribute(target, attributeName);
    else for (const node of addedNodes) if (node.isConnected) renewAll(node);
}

function speak() {
  const before = language;
  language = asked();
  document.documentElement.lang = language;
  if (language === before) return;
  window.dispatchEvent(new Event("languagechange"));
  renewAll(document.documentElement);
}

// Streamlit's link past the navigation ends before it, since the navigation is ours.
function skip(event) {
  if (!event.target.closest?.("[data-testid=stSkipToContent]")) return;
  const [header, filters] = document.querySelectorAll(".st-key-header, .st-key-filters");
  const content = (filters ?? header)?.closest("[data-testid=stLayoutWrapper]")?.nextElementSibling;
  if (!content) return;
  event.preventDefault();
  event.stopPropagation();
  content.tabIndex = -1;
  content.focus();
}

// A link in one of our lists to another view of the program is followed as Streamlit's own links are:
// the session goes on, with the data version it has opened.
function stay(event) {
  const link = event.target.closest?.(".stHtml a[href^='/']");
  const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!link || link.target || elsewhere) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  window.dispatchEvent(new PopStateEvent("popstate"));
}

// A page that is made for paper has a button that opens the browser's own dialogue.
function onPaper(event) {
  if (event.target.closest?.(".st-key-print button")) window.print();
}

Object.defineProperties(navigator, {
  language: { configurable: true, get: () => prepared.get(language).tags[0] },
  languages: { configurable: true, get: () => prepared.get(language).tags },
});
for (const name of ["pushState", "replaceState"]) {
  const change = history[name];
  history[name] = function (...values) {
    change.apply(this, values);
    speak();
  };
}
window.addEventListener("popstate", speak);
document.addEventListener("click", skip, true);
document.addEventListener("click", stay);
document.addEventListener("click", onPaper);
new MutationObserver(follow).observe(document, {
  subtree: true, childList: true, characterData: true, attributeFilter: ATTRIBUTES,
});
speak();
renewAll(document.documentElement);
