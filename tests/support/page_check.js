// What is wrong with the page as it is shown: a list of sentences, empty where nothing is.
(() => {
  const wrong = [], say = (what, one) => wrong.push(`${what}: ${describe(one)}`);
  const describe = (one) => `<${one.tagName.toLowerCase()}${one.id ? "#" + one.id : ""}`
    + `${one.className && one.className.baseVal === undefined ? "." + one.className : ""}> `
    + (one.textContent || "").trim().slice(0, 60);
  for (const one of document.querySelectorAll("details")) one.open = true;

  // Nothing is wider than the screen, no text is cut.
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) wrong.push(`page ${root.scrollWidth} > ${root.clientWidth}`);
  const all = [...document.body.querySelectorAll("*")].filter((one) => !one.closest("svg,.unseen,script"));
  for (const one of all) {
    if (!one.checkVisibility() || one.clientWidth === 0) continue;
    const style = getComputedStyle(one);
    if (one.scrollWidth > one.clientWidth + 1) {
      if (style.overflowX === "hidden" || style.overflowX === "clip") say("cut", one);
      else if (style.overflowX === "visible" && style.display !== "inline") say("spills", one);
      else if (one.tabIndex < 0 && !one.querySelector("a,input")) say("cannot be scrolled by keys", one);
    }
    if (style.textOverflow === "ellipsis") say("ellipsis", one);
  }
  for (const svg of document.querySelectorAll("svg")) {
    const box = svg.viewBox.baseVal, texts = [...svg.querySelectorAll("text")].map((one) => [one, one.getBBox()]);
    for (const [one, at] of texts) {
      if (at.x < -0.5 || at.y < -0.5 || at.x + at.width > box.width + 0.5 || at.y + at.height > box.height + 0.5)
        say("drawn outside", one);
    }
    texts.forEach(([one, a], place) => texts.slice(place + 1).forEach(([other, b]) => {
      if (a.x < b.x + b.width - 1 && b.x < a.x + a.width - 1 && a.y < b.y + b.height - 3 && b.y < a.y + a.height - 3)
        say(`drawn over "${other.textContent}" in ${svg.querySelector("title").id}`, one);
    }));
    if (svg.getAttribute("role") !== "img") say("no picture for those who listen", svg);
    for (const id of (svg.getAttribute("aria-labelledby") || "?").split(" "))
      if (!document.getElementById(id)?.textContent.trim()) say("picture without text", svg);
  }

  // The outline, landmarks, names and links.
  let last = 0;
  for (const one of document.querySelectorAll("h1,h2,h3,h4,h5,h6")) {
    const level = Number(one.tagName[1]);
    if (level > last + 1 && !one.closest("nav")) say(`heading after h${last}`, one);
    if (!one.textContent.trim()) say("empty heading", one);
    if (!one.closest("nav")) last = level;
  }
  for (const [name, count] of [["h1", 1], ["header", 1], ["main", 1], ["footer", 1]])
    if (document.querySelectorAll(name).length !== count) wrong.push(`not one ${name}`);
  const named = (one) => one.getAttribute("aria-label")
    || document.getElementById(one.getAttribute("aria-labelledby") || "?")?.textContent.trim();
  for (const one of document.querySelectorAll("nav,section,[role=region]")) if (!named(one)) say("no name", one);
  for (const one of document.querySelectorAll("input")) if (!one.labels.length) say("no label", one);
  for (const one of document.querySelectorAll("th")) if (!one.scope) say("no scope", one);
  for (const one of document.querySelectorAll("a,summary")) if (!one.textContent.trim()) say("empty", one);
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  for (const id of new Set(ids.filter((id, place) => ids.indexOf(id) !== place))) wrong.push(`twice: #${id}`);
  for (const one of document.querySelectorAll("a[href^='#']"))
    if (!ids.includes(one.getAttribute("href").slice(1))) say("leads nowhere", one);
  for (const one of document.images) if (!one.naturalWidth) say("missing image", one);

  // Contrast: WCAG 2.2, 1.4.3.
  const light = (colour) => {
    const parts = colour.map((part) => part / 255).map((part) =>
      part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const read = (text) => (text.match(/[\d.]+/g) || []).map(Number);
  const ratio = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const behind = (one) => {
    for (let up = one; up; up = up.parentElement) {
      const colour = read(getComputedStyle(up).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const seen = new Set();
  for (const one of document.body.querySelectorAll("*")) {
    const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || one.closest("script,title,desc,.unseen,.skip") || !one.checkVisibility()) continue;
    const style = getComputedStyle(one), drawn = one.tagName === "text";
    const ink = drawn ? style.fill : style.color;
    const papers = drawn
      ? [...one.ownerSVGElement.querySelectorAll(".paper,.band")].map((each) => read(getComputedStyle(each).fill))
      : [behind(one)];
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 600);
    for (const paper of papers) {
      const key = `${ink} ${paper} ${large}`;
      if (seen.has(key)) continue;
      seen.add(key);
      if (ratio(read(ink), paper) < (large ? 3 : 4.5)) say(`contrast ${ratio(read(ink), paper).toFixed(2)}`, one);
    }
  }
  return wrong.slice(0, 20);
})()
