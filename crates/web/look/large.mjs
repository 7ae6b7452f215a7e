// Looks at the page of a large record: that it opens, that what is folded in it comes out by mouse, link and address, that
// nothing overlaps where a month is open, and what it weighs. Times are printed and never judged. See README.md beside this file.
import { barriers, launch, onPaper, order, wrong } from "./checks.mjs";
import { mkdirSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [file, out] = process.argv.slice(2);
if (!file || !out) {
  console.error("expected: node large.mjs PAGE.html FOLDER");
  process.exit(2);
}

const MOST_BYTES = 5_000_000;

mkdirSync(out, { recursive: true });
const browser = await launch();
const address = pathToFileURL(resolve(file)).href;
let bad = 0;
const tell = (what, found) => {
  bad += found.length;
  console.log(`${what}: ${found.length ? "\n  " + found.slice(0, 20).join("\n  ") : "good"}`);
};

const bytes = statSync(file).size;
tell(`${bytes} bytes`, bytes < MOST_BYTES ? [] : [`more than ${MOST_BYTES}`]);

for (const width of [360, 768, 1280])
  for (const colorScheme of ["light", "dark"]) {
    const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme, reducedMotion: "reduce" });
    const asked = [];
    page.on("request", (r) => r.url() !== address && asked.push(`asked for ${r.url()}`));
    page.on("pageerror", (e) => asked.push(String(e)));
    await page.goto(address);
    const { elements, loaded } = await page.evaluate(() => ({
      elements: document.querySelectorAll("*").length,
      loaded: performance.getEntriesByType("navigation")[0].loadEventEnd,
    }));
    const shot = async (what, selector) => {
      await page.evaluate((s) => document.querySelector(s).scrollIntoView(), selector);
      await page.screenshot({ path: `${out}/${width}-${colorScheme}-${what}.png` });
    };
    await shot("top", "body");
    await shot("course", "#course");
    await shot("map", "#map");
    await page.evaluate(() => scrollTo(0, 0));
    const found = [...(await page.evaluate(wrong)), ...(await page.evaluate(order)), ...asked];
    // Once is enough for what does not depend on width and colour; the small page is looked at in all of them.
    if (width === 1280 && colorScheme === "light") found.push(...(await barriers(page, ["details.year"])));
    // The busiest month with its first incident, some places, a year of disputes.
    await page.evaluate(async () => {
      const months = [...document.querySelectorAll("details.month")];
      const busiest = months.toSorted((a, b) => b.querySelectorAll("li").length - a.querySelectorAll("li").length)[0];
      busiest.parentElement.open = busiest.open = true;
      busiest.querySelector(".line > details").open = true;
      document.querySelector("#map details").open = true;
      for (const fold of [...document.querySelectorAll("#map details details")].slice(0, 20)) fold.open = true;
      document.querySelector("#disputes > details").open = true;
      await new Promise((done) => setTimeout(done, 400));
      scrollTo(0, 0);
    });
    found.push(...(await page.evaluate(wrong)));
    await shot("month", "details.month[open]");
    await shot("disputes", "#disputes");
    tell(`${width} ${colorScheme}, ${elements} elements, loaded after ${Math.round(loaded)} ms`, found);
    await page.close();
  }

tell("what is folded", await folded());
const paper = await browser.newPage();
await paper.goto(address);
const printed = await onPaper(paper, `${out}/paper.pdf`);
tell(`paper: ${printed.sheets} sheets`, printed.found);
await browser.close();
process.exit(bad ? 1 : 0);

// Folded accounts come out by the keyboard, by a link to one of their sentences, and by an address of one.
async function folded() {
  const wrong = [];
  const open = async (hash = "") => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
    await page.goto(address + hash);
    return page;
  };
  let page = await open();
  const line = page.locator(".line > details").first();
  await page.evaluate(() => {
    const summary = document.querySelector(".line > details > summary");
    for (let e = summary.closest(".month"); e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
    summary.focus();
  });
  await page.keyboard.press("Enter");
  await line.locator("blockquote").first().waitFor({ timeout: 5000 }).catch(() => wrong.push("a line does not open to its accounts by keyboard"));
  const sentence = await page.evaluate(() => document.querySelector(".line > details li[id^=e-]")?.id);
  await page.close();

  page = await open("#" + sentence);
  await page.locator("#" + sentence).waitFor({ timeout: 5000 }).catch(() => wrong.push(`the address of ${sentence} does not open it`));
  await page.close();

  page = await open();
  const to = await page.evaluate(() => {
    const link = document.querySelector("#disputes a[data-to]");
    link?.click();
    return link?.dataset.to;
  });
  if (to) await page.locator("#" + to).waitFor({ timeout: 5000 }).catch(() => wrong.push(`a link to ${to} does not open it`));
  await page.close();

  const plain = await browser.newContext({ javaScriptEnabled: false });
  page = await plain.newPage();
  await page.goto(address);
  if (!(await page.locator("noscript p").first().isVisible())) wrong.push("without scripts nothing says what is missing");
  await plain.close();
  return wrong;
}
