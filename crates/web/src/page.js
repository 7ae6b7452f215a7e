(() => {
  const show = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let e = target; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
    if (target) target.scrollIntoView();
  };
  let shut = [];
  addEventListener("hashchange", show);
  addEventListener("beforeprint", () => {
    shut = [...document.querySelectorAll("details:not([open])")];
    for (const d of shut) d.open = true;
  });
  addEventListener("afterprint", () => {
    for (const d of shut) d.open = false;
  });
  show();
})();
