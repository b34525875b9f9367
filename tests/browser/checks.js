// What accessibility checkers look for, as far as it can be measured on the page itself; returns faults in words.
() => {
  const faults = [];
  const shown = (element) => element.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true });
  const say = (element, what) => faults.push(`${element.tagName.toLowerCase()}.${element.className?.baseVal ?? element.className}: ${what}: ${element.textContent.trim().slice(0, 40)}`);

  const name = (element) =>
    (element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.querySelector("title")?.textContent ?? element.textContent).trim();
  for (const element of document.querySelectorAll("a[href], button, input, select, summary, svg[role=img]")) {
    if (shown(element) && !name(element)) say(element, "has no name");
  }

  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  ids.filter((id, n) => ids.indexOf(id) !== n).forEach((id) => faults.push(`id ${id} stands twice`));
  for (const [selector, wanted] of [["h1", 1], ["main", 1], ["header", 1], ["footer", 1]]) {
    if (document.querySelectorAll(selector).length !== wanted) faults.push(`not one ${selector}`);
  }
  let level = 0;
  for (const heading of document.querySelectorAll("h1, h2, h3, h4")) {
    if (Number(heading.tagName[1]) > level + 1) say(heading, "skips a level");
    level = Number(heading.tagName[1]);
  }

  const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = numbers(getComputedStyle(at).backgroundColor);
      if ((colour[3] ?? 1) === 1) return colour;
    }
    return [255, 255, 255];
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !shown(element) || element.closest("svg, script, noscript")) continue;
    const style = getComputedStyle(element);
    const [a, b] = [light(numbers(style.color)), light(behind(element))].sort((x, y) => y - x);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    if ((a + 0.05) / (b + 0.05) < (large ? 3 : 4.5)) say(element, "is hard to read");
  }

  for (const link of document.querySelectorAll(".md-typeset p a[href]:not(.bs-ref)")) {
    if (shown(link) && getComputedStyle(link).textDecorationLine !== "underline") say(link, "is not underlined in a text");
  }
  for (const control of document.querySelectorAll("button, select, input, summary, nav a")) {
    // A label around a control is hit in its stead.
    const box = (control.closest("label") ?? control).getBoundingClientRect();
    if (shown(control) && box.width > 0 && (box.height < 23.5 || box.width < 23.5)) say(control, "is too small to hit");
  }
  if (!document.documentElement.lang) faults.push("no language");
  if (document.documentElement.scrollWidth > innerWidth) faults.push(`wider than the screen: ${document.documentElement.scrollWidth}`);
  return faults;
}
