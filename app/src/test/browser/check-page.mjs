// Looks at the first page in a real browser: node check-page.mjs URL [FOLDER-FOR-PICTURES]
// URL is the address that Parley printed, token included. Needs /usr/bin/chromium (or CHROMIUM=path).
import { createRequire } from "node:module";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { HtmlValidate } from "html-validate";

const [address, pictures = "target/pictures"] = process.argv.slice(2);
if (!address) {
  console.error("Usage: node check-page.mjs URL [FOLDER]   e.g. node check-page.mjs 'http://127.0.0.1:7000/?token=...'");
  process.exit(2);
}
const origin = new URL(address).origin;
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const validator = new HtmlValidate({
  extends: ["html-validate:standard"],
  rules: {
    // Templates are written for people: line ends and the long form of attributes are a matter of taste.
    "no-trailing-whitespace": "off",
    "void-style": "off",
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    "long-title": "off",
    "no-inline-style": "error",
  },
});
const LOOK = { wide: { width: 1280, height: 900 }, narrow: { width: 320, height: 720 } };
const WAIT = 20_000;
let passed = 0;
const failures = [];

function check(name, holds, detail = "") {
  if (holds) {
    passed++;
  } else {
    failures.push(detail ? `${name}: ${detail}` : name);
    console.error(`FAILED ${name}${detail ? `\n  ${detail}` : ""}`);
  }
}

async function accessible(page, name) {
  // Evaluated by the debugger, so that neither the page's policy nor scripts switched off stand in the way.
  const found = await page.evaluate(`${axe};
    axe.run(document, { resultTypes: ["violations"] }).then(r => r.violations.map(v =>
      v.id + ": " + v.help + " at " + v.nodes.slice(0, 3).map(n => n.target.join(" ")).join("; ")))`);
  check(`${name}: axe`, found.length === 0, found.join("\n  "));
}

async function valid(page, name, html) {
  const report = await validator.validateString(html);
  const wrong = report.results.flatMap(r => r.messages).map(m => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`);
  check(`${name}: HTML`, report.valid, wrong.slice(0, 12).join("\n  "));
}

async function fits(page, name) {
  const over = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
  check(`${name}: nothing sticks out sideways`, over <= 0, `${over} px too wide`);
}

async function look(page, name, html) {
  for (const [size, viewport] of Object.entries(LOOK)) {
    await page.setViewportSize(viewport);
    await accessible(page, `${name} ${size}`);
    await fits(page, `${name} ${size}`);
    await page.screenshot({ path: join(pictures, `${name}-${size}.png`), fullPage: size === "wide" });
  }
  await page.setViewportSize(LOOK.wide);
  if (html) {
    await valid(page, name, html);
  }
}

async function source(context, path) {
  const answer = await context.request.get(origin + path);
  return answer.text();
}

const number = async page => Number((await page.textContent("#n-taken")).replaceAll(",", ""));

async function calm(context) {
  const stranger = await context.browser().newContext();
  const page = await stranger.newPage();
  const answer = await page.goto(origin + "/");
  check("without the token: 401", answer.status() === 401);
  await look(page, "signed-out", await answer.text());
  await stranger.close();
}

async function first(page, context) {
  await page.goto(address);
  check("the token leaves the address", page.url() === origin + "/", page.url());
  await page.waitForSelector("[data-live=on]", { timeout: WAIT });
  const before = await number(page);
  await page.waitForFunction(
      n => Number(document.querySelector("#n-taken").textContent.replaceAll(",", "")) > n, before, { timeout: WAIT });
  check("numbers move by themselves", (await number(page)) > before);
  await look(page, "first-page", await source(context, "/"));
  await page.locator("#latest").scrollIntoViewIfNeeded();
  const link = page.locator("section[aria-labelledby=latest] tbody a").first();
  await link.focus();
  const focused = await page.evaluate("document.activeElement.textContent");
  await page.waitForTimeout(4000);
  check("the list holds still under the focus", focused === await page.evaluate("document.activeElement.textContent"));
  await page.click("#pause");
  const still = await number(page);
  await page.waitForTimeout(2500);
  check("pause holds still", (await number(page)) === still);
  await page.click("#pause");
  await page.waitForFunction(
      n => Number(document.querySelector("#n-taken").textContent.replaceAll(",", "")) > n, still, { timeout: WAIT });
  check("and goes on", true);
  await page.keyboard.press("Home");
}

async function message(page, context) {
  await page.click("#pause");
  const link = page.locator("section[aria-labelledby=latest] tbody a").first();
  const path = await link.getAttribute("href");
  await link.click();
  await page.waitForURL(origin + path);
  check("a message's path", (await page.textContent("h1")).startsWith("Message "));
  check("sealed at first", (await page.locator(".segments").count()) === 0);
  await look(page, "message", await source(context, path));
  await page.fill("#seal-name", "Browser check");
  await page.fill("#seal-reason", "looking whether content opens for a reason");
  const [answer] = await Promise.all([
    page.waitForResponse(r => r.request().method() === "POST"),
    page.click("text=Show content"),
  ]);
  await page.waitForSelector(".segments");
  check("content after a reason", (await page.textContent(".segments")).length > 20);
  check("no patient data in the address", page.url() === `${origin}${path}/content`);
  await look(page, "content", await answer.text());
}

async function decide(page, context) {
  const links = page.locator("a.go");
  let there = 0;
  for (let tries = 0; tries < 10 && there === 0; tries++) {
    await page.waitForTimeout(tries === 0 ? 0 : 1000);
    await page.goto(origin + "/parked");
    there = await links.count();
  }
  await look(page, "parked", await source(context, "/parked"));
  if (there === 0) {
    console.log("Nothing is parked, so resend, edit and close were not tried.");
    return;
  }
  const own = page.locator("tr:not(:has-text('(no route)')) a.go");
  if ((await own.count()) > 0) {
    const edited = await own.first().getAttribute("href");
    await page.goto(origin + edited);
    await look(page, "decide", await source(context, edited));
    await page.fill("#open-name", "Browser check");
    await page.fill("#open-reason", "looking whether a message can be edited");
    await page.click("text=Show it for editing");
    await page.waitForSelector("#text");
    const text = await page.inputValue("#text");
    await page.fill("#text", text.replace(/^PV1\|1\|I\|[^|\n]*/m, "PV1|1|I|W5^B1^1^RX1"));
    await look(page, "edit");
    const [answer] = await Promise.all([
      page.waitForResponse(r => r.request().method() === "POST"),
      page.click("text=Look at it before it is sent"),
    ]);
    await page.waitForSelector("#preview");
    await look(page, "preview", await answer.text());
    await page.click("text=Send this instead");
    await page.waitForURL(/done=edit/);
    check("edited and sent", (await page.textContent("[role=status]")).includes("on its way"));
  }
  for (const deed of ["resend", "close"]) {
    await page.goto(origin + "/parked");
    if ((await links.count()) === 0) {
      return;
    }
    await links.last().click();
    await page.fill(`#${deed}-name`, "Browser check");
    await page.fill(`#${deed}-reason`, `looking whether ${deed} works`);
    await page.locator(`section[aria-labelledby=${deed}] button`).click();
    await page.waitForURL(new RegExp(`done=${deed}`));
    check(`${deed} a parked delivery`, (await page.textContent("[role=status]")).length > 5);
  }
  await look(page, "parked-done");
}

async function wrong(page) {
  const answer = await page.goto(origin + "/message/999999999999");
  check("an unknown message: 404", answer.status() === 404);
  await look(page, "not-found", await answer.text());
}

async function withoutScripts(browser) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address);
  check("without scripts: numbers", (await page.textContent("#n-taken")).length > 0);
  await page.screenshot({ path: join(pictures, "no-scripts-wide.png"), fullPage: true });
  const link = await page.locator("section[aria-labelledby=latest] tbody a").first().getAttribute("href");
  await page.goto(origin + link);
  await page.fill("#seal-name", "Browser check");
  await page.fill("#seal-reason", "looking whether it works without scripts");
  await page.click("text=Show content");
  check("without scripts: content", (await page.locator(".segments").count()) > 0);
  await page.goto(origin + "/?every=10");
  check("without scripts: loads again when asked to", (await page.locator("meta[http-equiv=refresh]").count()) === 1);
  await context.close();
}

// axe cannot run where scripts are off, so here the page is as such a browser builds it: no script, noscript opened.
async function asWithoutScripts(browser) {
  const context = await browser.newContext({ viewport: LOOK.wide });
  const page = await context.newPage();
  await page.goto(address);
  await page.route("**/*", async route => {
    if (route.request().resourceType() !== "document") {
      return route.continue();
    }
    const answer = await route.fetch();
    const body = (await answer.text()).replace(/<script[^>]*><\/script>/g, "").replace(/<\/?noscript>/g, "");
    return route.fulfill({ response: answer, body });
  });
  await page.goto(origin + "/");
  await look(page, "no-scripts");
  await context.close();
}

await mkdir(pictures, { recursive: true });
const profile = await mkdtemp(join(tmpdir(), "parley-browser-"));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--disable-quic"],
  env: { ...process.env, HOME: profile },
});
try {
  const context = await browser.newContext({ viewport: LOOK.wide });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", m => m.type() === "error" && !/status of 40\d/.test(m.text()) && complaints.push(m.text()));
  page.on("pageerror", e => complaints.push(String(e)));
  page.on("request", r => r.url().startsWith(origin) || complaints.push(`asked elsewhere: ${r.url()}`));
  const steps = [["signed out", () => calm(context)], ["first page", () => first(page, context)],
    ["message", () => message(page, context)], ["parked", () => decide(page, context)],
    ["not found", () => wrong(page)], ["no scripts", () => withoutScripts(browser)],
    ["as without scripts", () => asWithoutScripts(browser)]];
  for (const [name, step] of steps) {
    try {
      await step();
    } catch (e) {
      check(`${name}: gets to its end`, false, String(e.message ?? e).split("\n").slice(0, 4).join(" "));
    }
  }
  check("the browser has no complaints", complaints.length === 0, complaints.slice(0, 5).join("\n  "));
} finally {
  await browser.close();
  await rm(profile, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
