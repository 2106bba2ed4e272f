"use strict";
const root = document.documentElement;
const find = document.getElementById("find");
const cards = [...document.querySelectorAll("article")];

function speak(language) {
  root.dataset.language = language;
  root.lang = language;
  find.placeholder = find.dataset[language];
  for (const button of document.querySelectorAll("[data-to]")) {
    button.setAttribute("aria-pressed", String(button.dataset.to === language));
  }
}

function filter() {
  const words = find.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  for (const card of cards) {
    const text = card.textContent.toLowerCase();
    card.hidden = !words.every((word) => text.includes(word));
  }
  for (const part of document.querySelectorAll("section")) {
    part.hidden = !part.querySelector("article:not([hidden])");
  }
  for (const item of document.querySelectorAll("nav li")) {
    item.hidden = document.getElementById(item.firstElementChild.hash.slice(1)).hidden;
  }
  document.getElementById("nothing").hidden = cards.some((card) => !card.hidden);
}

for (const button of document.querySelectorAll("[data-to]")) {
  button.addEventListener("click", () => speak(button.dataset.to));
}
find.addEventListener("input", filter);
if (matchMedia("(max-width: 800px)").matches) {
  for (const part of document.querySelectorAll("nav details")) part.open = false;
}
if (!navigator.language.toLowerCase().startsWith("zh")) speak("en");
document.body.dataset.ready = "";
