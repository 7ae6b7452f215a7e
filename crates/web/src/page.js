(() => {
  const packs = new Map();
  const filling = new WeakMap();

  // The pieces of a pack.
  const unpack = async (pack) => {
    const bytes = Uint8Array.from(atob(pack.textContent), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return (await new Response(stream).text()).split("\x1e");
  };
  const pieces = (n) => {
    if (!packs.has(n)) packs.set(n, unpack(document.getElementById("pack-" + n)));
    return packs.get(n);
  };

  // Puts what an element folds into it, once.
  const fill = (details) => {
    if (!filling.has(details)) filling.set(details, put(details));
    return filling.get(details);
  };
  const put = async (details) => {
    if (!details.dataset.fold) return;
    const [pack, piece] = details.dataset.fold.split(".");
    const inside = document.createElement("template");
    try {
      inside.innerHTML = (await pieces(Number(pack)))[piece];
    } catch (e) {
      inside.innerHTML = '<p class="failed">This could not be unpacked; a newer browser can do it. </p>';
      inside.content.firstChild.append(String(e));
    }
    details.append(inside.content);
    delete details.dataset.fold;
  };

  // Unpacks the piece that holds some text, and what folds that piece.
  const dig = async (text) => {
    for (let n = 0; document.getElementById("pack-" + n); n++) {
      const piece = (await pieces(n)).findIndex((p) => p.includes(text));
      if (piece < 0) continue;
      const fold = `data-fold="${n}.${piece}"`;
      if (!document.querySelector(`[${fold}]`)) await dig(fold);
      const details = document.querySelector(`[${fold}]`);
      if (details) await fill(details);
      return;
    }
  };

  // Opens what hides the target of a link, and an incident's line itself.
  const show = async () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!id) return;
    const folded = !document.getElementById(id);
    if (folded && /^[\w-]+$/.test(id)) await dig(`id="${id}"`).catch(() => {});
    const target = document.getElementById(id);
    if (!target) return;
    const own = target.querySelector(":scope > details");
    if (own) {
      await fill(own);
      own.open = true;
    }
    for (let e = target; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
    if (folded) location.replace("#" + id);
    target.scrollIntoView();
  };
  addEventListener("hashchange", show);
  document.addEventListener("toggle", (e) => e.target.open && fill(e.target), true);
  document.addEventListener("click", async (e) => {
    const link = e.target.closest("a[data-to]");
    if (!link || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    const own = document.querySelector(link.hash + " > details");
    if (own) await fill(own);
    if (location.hash === "#" + link.dataset.to) show();
    else location.hash = link.dataset.to;
  });

  let shut = [];
  addEventListener("beforeprint", () => {
    shut = [...document.querySelectorAll("details:not([open], [data-fold], .year, .month)")].filter((d) => !d.closest(".year, .month"));
    for (const d of shut) d.open = true;
  });
  addEventListener("afterprint", () => {
    for (const d of shut) d.open = false;
  });
  show();
})();
