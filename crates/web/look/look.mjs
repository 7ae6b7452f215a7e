// Looks at a page in headless Chromium at three widths, light and dark, folded and open, and on paper: no text may overlap
// another or leave its frame, axe-core may find no barrier, the page may not ask the network for anything, and, where there is a folder of screenshots to
// compare with, it must look as it did. See README.md beside this file.
import { barriers, launch, onPaper, order, wrong } from "./checks.mjs";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [file, out, kept] = process.argv.slice(2);
if (!file || !out) {
  console.error("expected: node look.mjs PAGE.html FOLDER [SCREENSHOTS TO COMPARE WITH]");
  process.exit(2);
}

// Of the pixels so many may differ, and by so much of a channel; screenshots are compared at half their size.
const SHARE = 0.0012;
const LEVEL = 48;

const WIDTHS = [360, 768, 1280];

mkdirSync(out, { recursive: true });
const browser = await launch();
let bad = 0;
const address = pathToFileURL(resolve(file)).href;
for (const width of WIDTHS)
  for (const colorScheme of ["light", "dark"]) {
    const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme, reducedMotion: "reduce" });
    const asked = [];
    page.on("request", (r) => r.url() !== address && asked.push(r.url()));
    page.on("pageerror", (e) => asked.push(String(e)));
    await page.goto(address);
    for (const state of ["folded", "open"]) {
      if (state === "open") await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
      const found = [...(await page.evaluate(wrong)), ...(await page.evaluate(order)), ...(await barriers(page)), ...asked.map((a) => `asked for ${a}`)];
      bad += found.length;
      console.log(`${width} ${colorScheme} ${state}: ${found.length ? "\n  " + found.slice(0, 20).join("\n  ") : "good"}`);
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.screenshot({ path: `${out}/${width}-${colorScheme}-${state}.png`, clip: { x: 0, y: 0, width, height: Math.min(height, 12000) }, fullPage: true });
    }
    await page.close();
  }
bad += await keyboard();
if (kept) for (const [width, colorScheme] of [[360, "light"], [768, "light"], [1280, "light"], [360, "dark"]]) bad += await compared(width, colorScheme);
const paper = await browser.newPage();
await paper.goto(address);
const printed = await onPaper(paper, `${out}/paper.pdf`);
bad += printed.found.length;
console.log(`paper: ${printed.sheets} sheets${printed.found.map((f) => "\n  " + f).join("")}`);
await browser.close();
process.exit(bad ? 1 : 0);

// The first stop of the keyboard skips to the content, links in charts are reached, and a link opens what hides its target.
async function keyboard() {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
  await page.goto(address);
  await page.keyboard.press("Tab");
  const wrong = [];
  if ((await page.evaluate(() => document.activeElement.className)) !== "skip") wrong.push("the first stop is not the link to the content");
  const hidden = await page.evaluate(() => {
    const target = [...document.querySelectorAll("details:not([open]) li[id^=e-]")][0];
    const link = target && [...document.querySelectorAll("a")].find((a) => a.hash === "#" + target.id && !a.closest("details"));
    link?.click();
    return link ? target.id : null;
  });
  if (hidden) {
    await page.waitForTimeout(200);
    if (!(await page.evaluate((id) => document.getElementById(id).checkVisibility(), hidden))) wrong.push(`a link to ${hidden} does not open it`);
  }
  for (const w of wrong) console.log(`keyboard: ${w}`);
  await page.close();
  return wrong.length;
}

// Whether the open page looks as it did, drawn with the fonts of this repository so that it looks the same anywhere.
async function compared(width, colorScheme) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(address);
  const font = (weight) => readFileSync(new URL(`../assets/noto-sans-${weight}.ttf`, import.meta.url)).toString("base64");
  const faces = [400, 600].map((w) => `@font-face{font-family:Kept;font-weight:${w};src:url(data:font/ttf;base64,${font(w)})}`);
  await page.addStyleTag({ content: `${faces.join("")}*,.chart text{font-family:Kept!important}` });
  await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
  await page.evaluate(() => document.fonts.ready);
  const now = (await page.screenshot({ fullPage: true })).toString("base64");
  const name = `${width}-${colorScheme}.webp`;
  const before = existsSync(`${kept}/${name}`) ? readFileSync(`${kept}/${name}`).toString("base64") : null;
  const { half, difference } = await page.evaluate(differ, [now, before, LEVEL]);
  if (process.env.UPDATE) {
    mkdirSync(kept, { recursive: true });
    writeFileSync(`${kept}/${name}`, Buffer.from(half, "base64"));
  }
  await context.close();
  const good = process.env.UPDATE || (difference !== null && difference <= SHARE);
  console.log(`${name}: ${process.env.UPDATE ? "kept" : difference === null ? "nothing of this size to compare with" : (100 * difference).toFixed(2) + " % differ"}`);
  return good ? 0 : 1;
}

// In the page: the picture at half its size, and the share of pixels in which it differs from the one that was kept.
async function differ([now, before, level]) {
  const drawn = async (data, scale) => {
    const image = new Image();
    image.src = "data:image/*;base64," + data;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [Math.floor(image.width * scale), Math.floor(image.height * scale)];
    const context = canvas.getContext("2d");
    context.imageSmoothingQuality = "high";
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return { canvas, pixels: context.getImageData(0, 0, canvas.width, canvas.height).data };
  };
  const a = await drawn(now, 0.5);
  const half = a.canvas.toDataURL("image/webp", 0.85).split(",")[1];
  if (!before) return { half, difference: null };
  const b = await drawn(before, 1);
  if (a.canvas.width !== b.canvas.width || a.canvas.height !== b.canvas.height) return { half, difference: null };
  let other = 0;
  for (let i = 0; i < a.pixels.length; i += 4) if ([0, 1, 2].some((c) => Math.abs(a.pixels[i + c] - b.pixels[i + c]) > level)) other++;
  return { half, difference: other / (a.pixels.length / 4) };
}
