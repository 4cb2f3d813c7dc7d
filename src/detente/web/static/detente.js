// What the pages do beyond links and forms: everything here has a way without it.
"use strict";

const EPOCH = 719163; // the proleptic ordinal of 1970-01-01
const isoDay = (ordinal) => new Date((Math.floor(ordinal) - EPOCH) * 86400000).toISOString().slice(0, 10);
const all = (selector) => Array.from(document.querySelectorAll(selector));
const go = (changes, mark) => {
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) address.searchParams.delete(name);
    else address.searchParams.set(name, value);
  }
  address.hash = mark || "";
  location.assign(address);
};

// dragging across a chart of time narrows the list below to the days between
for (const chart of all("svg[data-zoom]")) {
  const of = (name) => Number(chart.dataset[name]);
  const place = (event) => {
    const box = chart.getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width * chart.viewBox.baseVal.width;
    return Math.min(of("right"), Math.max(of("left"), x));
  };
  const day = (x) => of("first") + (x - of("left")) / (of("right") - of("left")) * (of("last") + 1 - of("first"));
  let start = null, rect = null;
  chart.addEventListener("pointerdown", (event) => {
    if (event.button === 0 && event.pointerType === "mouse") start = place(event);
  });
  chart.addEventListener("dragstart", (event) => event.preventDefault());
  window.addEventListener("pointermove", (event) => {
    if (start === null) return;
    const now = place(event);
    if (!rect && Math.abs(now - start) > 5) {
      rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      rect.setAttribute("class", "drag");
      rect.setAttribute("y", of("top"));
      rect.setAttribute("height", of("bottom") - of("top"));
      chart.append(rect);
    }
    if (!rect) return;
    event.preventDefault();
    rect.setAttribute("x", Math.min(start, now));
    rect.setAttribute("width", Math.abs(now - start));
  });
  window.addEventListener("pointerup", (event) => {
    if (rect) {
      const [low, high] = [start, place(event)].sort((a, b) => a - b);
      go({ since: isoDay(day(low)), until: isoDay(day(high)), show: null }, "events");
    }
    rect?.remove();
    start = rect = null;
  });
  chart.addEventListener("click", (event) => { if (rect) event.preventDefault(); }, true);
}

// j and k go from claim to claim, as the links beside them do
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const link = document.querySelector(`a[data-key="${CSS.escape(event.key)}"]`);
  if (link) { event.preventDefault(); link.click(); }
  if (event.key === "/") {
    const box = document.querySelector("input[type=search]");
    if (box) { event.preventDefault(); box.focus(); }
  }
});

// a claim and its words light up together
const light = (number, on) => {
  for (const piece of all(".m")) {
    if (piece.dataset.claims.split(" ").includes(number)) piece.classList.toggle("lit", on);
  }
};
for (const one of all("[data-claim], [data-card]")) {
  const number = one.dataset.claim || one.dataset.card;
  for (const [name, on] of [["mouseenter", true], ["focus", true], ["mouseleave", false], ["blur", false]]) {
    one.addEventListener(name, () => light(number, on));
  }
}
for (const piece of all(".m")) {
  piece.addEventListener("click", () => {
    const first = piece.dataset.claims.split(" ")[0];
    document.querySelector(`a.pick[data-claim="${first}"]`)?.click();
  });
}

// sliders: of the days on which something was said, and of years
for (const form of all("form[data-steps]")) {
  const steps = form.dataset.steps.split(" ");
  const slider = form.querySelector("input[type=range]");
  slider.hidden = false;
  slider.addEventListener("input", () => { form.querySelector("output").textContent = steps[slider.value]; });
  slider.addEventListener("change", () => go({ as_of: Number(slider.value) === steps.length - 1 ? null : steps[slider.value] }));
}
for (const form of all("form[data-years]")) {
  const years = form.dataset.years.split(" ");
  const box = form.querySelector(".slide");
  if (!box) continue;
  const slider = box.querySelector("input");
  box.hidden = false;
  slider.addEventListener("input", () => { form.querySelector("select[name=until]").value = years[slider.value]; });
  slider.addEventListener("change", () => form.requestSubmit());
}

// an article that is dropped on the box is put into it
for (const form of all("form[data-drop]")) {
  const box = form.querySelector("textarea");
  for (const name of ["dragover", "dragleave", "drop"]) {
    form.addEventListener(name, (event) => {
      event.preventDefault();
      box.classList.toggle("dropping", name === "dragover");
    });
  }
  form.addEventListener("drop", async (event) => {
    const file = event.dataTransfer.files[0];
    box.value = file ? await file.text() : event.dataTransfer.getData("text");
    box.focus();
  });
}
