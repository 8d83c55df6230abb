"use strict";
// Follows a check without loading the page; once the check is over the page is loaded again.
for (const section of document.querySelectorAll("[data-progress]")) {
  const bar = section.querySelector("progress");
  const sentence = section.querySelector("[data-sentence]");
  let pause = 1000;
  const look = async () => {
    try {
      const answer = await fetch(section.dataset.progress, { headers: { accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const progress = await answer.json();
      if (progress.state !== "checking") {
        location.reload();
        return;
      }
      if (progress.percent !== null) bar.value = progress.percent;
      if (sentence.textContent !== progress.sentence) sentence.textContent = progress.sentence;
      pause = 1000;
    } catch {
      pause = Math.min(pause * 2, 30000);
    }
    setTimeout(look, pause);
  };
  setTimeout(look, pause);
}
