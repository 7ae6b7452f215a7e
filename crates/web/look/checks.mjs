// What holds of every page in a browser, large or small: where words stand, what a screen reader gets, what goes on paper.
import axe from "axe-core";
import { chromium } from "playwright-core";

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });

// In the page: what is wrong with where its words stand, in sentences.
export function wrong() {
  const found = [];
  const boxes = [];
  const paper = matchMedia("print").matches;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const shut = new Map();
  const isShut = (e) => {
    if (!e) return false;
    if (!shut.has(e)) shut.set(e, (e.tagName === "DETAILS" && !e.open) || isShut(e.parentElement));
    return shut.get(e);
  };
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (isShut(parent.closest("summary") ? parent.closest("details").parentElement : parent)) continue;
    if (!node.data.trim() || parent.closest("script,style,title,desc,.visually-hidden,.skip") || !parent.checkVisibility()) continue;
    if (getComputedStyle(parent).clipPath !== "none" || parent.closest("thead") && getComputedStyle(parent.closest("thead")).position === "absolute") continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const svg = parent.closest("svg");
    for (const r of svg ? [parent.getBoundingClientRect()] : range.getClientRects()) {
      if (r.width < 1 || r.height < 1) continue;
      const text = node.data.trim().replace(/\s+/g, " ").slice(0, 40);
      // A line's box is taller than its letters.
      const trim = r.height * 0.22;
      boxes.push({ text, left: r.left + 1, right: r.right - 1, top: r.top + trim, bottom: r.bottom - trim });
      const frame = svg?.getBoundingClientRect();
      if (frame && (r.left < frame.left - 1 || r.right > frame.right + 1 || r.top < frame.top - 1 || r.bottom > frame.bottom + 1))
        found.push(`“${text}” leaves its chart`);
      if ((r.right > innerWidth + 1 || r.left < -1) && (paper || !parent.closest(".scroll"))) found.push(`“${text}” leaves the page`);
      const size = parseFloat(getComputedStyle(parent).fontSize) * (svg ? frame.width / svg.viewBox.baseVal.width : 1);
      if (size < 9.5) found.push(`“${text}” is ${size.toFixed(1)} pixels high`);
    }
  }
  if (document.documentElement.scrollWidth > innerWidth + 1) found.push(`the page is ${document.documentElement.scrollWidth} wide`);
  boxes.sort((a, b) => a.top - b.top);
  for (let i = 0; i < boxes.length; i++)
    for (let k = i + 1; k < boxes.length && boxes[k].top < boxes[i].bottom; k++) {
      const [a, b] = [boxes[i], boxes[k]];
      if (a.left < b.right && b.left < a.right) found.push(`“${a.text}” and “${b.text}” overlap`);
    }
  return [...new Set(found)];
}

// What axe-core finds against WCAG 2.2 AA and good practice, in sentences.
export async function barriers(page, without = []) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate((exclude) =>
    axe.run({ include: [["html"]], exclude: exclude.map((e) => [e]) }, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] }),
    without,
  );
  return violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(", ")}`);
}

// The keyboard's stops come in the order of the page, and nothing moves for those who want no motion.
export function order() {
  const found = [];
  if (document.querySelector("[tabindex]:not([tabindex='0'])")) found.push("something has a place of its own in the order of the keyboard");
  if (matchMedia("(prefers-reduced-motion:reduce)").matches && getComputedStyle(document.documentElement).scrollBehavior !== "auto") found.push("the page glides although no motion is wanted");
  return found;
}

// On paper nothing is cut: words keep to a sheet of A4 with margins of 15 mm, and the page has a PDF.
export async function onPaper(page, path) {
  await page.setViewportSize({ width: 680, height: 962 });
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const found = await page.evaluate(wrong);
  const cut = await page.evaluate(() => [...document.querySelectorAll(".scroll")].filter((e) => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1).map((e) => `a table is cut: ${e.textContent.trim().slice(0, 40)}`));
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: null });
  const pdf = await page.pdf({ path, format: "A4", margin: { top: "15mm", bottom: "15mm", left: "15mm", right: "15mm" } });
  const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  return { found: [...found, ...cut].map((f) => `on paper: ${f}`), sheets };
}
