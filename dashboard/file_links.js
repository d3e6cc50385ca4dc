// The files of a figure, fetched without leaving the page.

// A file that is made on the server takes seconds: the place beside its link says so, and why there
// is none. The browser's own way would leave the page where it fails.
async function fetchFile(event) {
  const link = event.target.closest?.(".stHtml a.file");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const said = link.closest(".stHtml").querySelector(".said");
  if (said.dataset.now) return; // one after the other
  said.dataset.now = said.textContent = said.dataset.busy;
  try {
    const answer = await fetch(link.href);
    if (answer.ok) {
      const name = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition"))[1];
      save(await answer.blob(), name);
      said.textContent = "";
    } else {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      said.textContent = page.querySelector("main")?.textContent.trim() ?? said.dataset.lost;
    }
  } catch {
    said.textContent = said.dataset.lost;
  } finally {
    delete said.dataset.now;
  }
}

function save(content, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

document.addEventListener("click", fetchFile);
