"use strict";
// The file input stays as it is; the area around it takes dropped files too.
for (const area of document.querySelectorAll("[data-drop]")) {
  const input = area.querySelector("input[type=file]");
  area.querySelector(".drop-words").hidden = false;
  area.classList.add("drop-ready");
  let depth = 0;
  const mark = (change) => {
    depth = Math.max(0, depth + change);
    area.classList.toggle("drop-over", depth > 0);
  };
  area.addEventListener("dragenter", (event) => {
    event.preventDefault();
    mark(1);
  });
  area.addEventListener("dragleave", () => mark(-1));
  area.addEventListener("dragover", (event) => event.preventDefault());
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    depth = 0;
    mark(0);
    if (event.dataTransfer.files.length === 0) return;
    const taken = new DataTransfer();
    for (const file of event.dataTransfer.files) {
      if (input.multiple || taken.items.length === 0) taken.items.add(file);
    }
    input.files = taken.files;
    input.focus();
  });
}
