(() => {
  "use strict";
  const form = document.querySelector("form.search"), input = document.getElementById("search");
  const found = document.getElementById("search-found"), words = form.dataset;
  const BLOCKS = "p,li,dt,dd,td,th,h1,h2,h3,h4,h5,summary,pre,caption";
  const paint = typeof Highlight === "function" && CSS.highlights;
  let places = [], at = -1, opened = [], waiting = 0;
  const fold = (text) => Array.from(text, (sign) =>
    sign.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/’/g, "'").replace(/\s/g, " ")
      .charAt(0) || sign);
  let blocks = null;
  const read = () => {
    blocks = [];
    for (const part of document.querySelectorAll("main, footer")) {
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      let block = null;
      for (let node; (node = walker.nextNode());) {
        if (node.parentElement.closest("svg,.unseen") || !node.data.trim()) continue;
        const owner = node.parentElement.closest(BLOCKS) || node.parentElement;
        if (!block || block.owner !== owner) blocks.push(block = { owner, text: "", spots: [] });
        let offset = 0;
        for (const sign of node.data) {
          const plain = fold(sign)[0];
          if (plain !== " " || !block.text.endsWith(" ")) {
            block.text += plain;
            for (let unit = 0; unit < plain.length; unit++) block.spots.push([node, offset, sign.length]);
          }
          offset += sign.length;
        }
      }
    }
  };
  const say = (text) => { found.textContent = text; };
  const counted = () => places.length === 0 ? words.none
    : places.length === 1 ? words.one : words.more.replace("#", places.length);
  const show = (range) => {
    for (let up = range.startContainer.parentElement; up; up = up.parentElement) {
      if (up.tagName === "DETAILS" && !up.open) { up.open = true; opened.push(up); }
    }
    range.startContainer.parentElement.scrollIntoView({ block: "center" });
    if (paint) CSS.highlights.set("here", new Highlight(range));
    else { const chosen = getSelection(); chosen.removeAllRanges(); chosen.addRange(range); }
  };
  const clear = () => {
    places = []; at = -1;
    if (paint) { CSS.highlights.delete("found"); CSS.highlights.delete("here"); }
    for (const one of opened.splice(0)) one.open = false;
  };
  const look = () => {
    clear();
    const wanted = fold(input.value.trim().replace(/\s+/g, " ")).join("");
    if (wanted.length < 2) { say(wanted ? words.short : ""); return; }
    if (!blocks) read();
    for (const { text, spots } of blocks) {
      for (let from = text.indexOf(wanted); from >= 0; from = text.indexOf(wanted, from + wanted.length)) {
        const range = document.createRange(), last = spots[from + wanted.length - 1];
        range.setStart(spots[from][0], spots[from][1]);
        range.setEnd(last[0], last[1] + last[2]);
        places.push(range);
      }
    }
    if (paint) CSS.highlights.set("found", new Highlight(...places));
    say(counted());
  };
  const go = (step) => {
    if (!places.length) return;
    at = (at + step + places.length) % places.length;
    show(places[at]);
    say(words.at.replace("#", at + 1) + counted());
  };
  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(look, 120); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); if (at < 0) look(); go(event.shiftKey ? -1 : 1); }
    if (event.key === "Escape") { event.preventDefault(); input.value = ""; look(); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && event.target !== input) {
      event.preventDefault(); input.focus(); input.select();
    }
  });
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let up = target; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    if (target) target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  if (location.hash) reveal();
})();
