/// What a page does: tables are sorted by a click or by the keyboard (the titles of columns become
/// buttons), a link to something folded opens it, and what is folded opens in print where it is not
/// much: of more than a dozen parts, those are printed that a reader has opened.
enum PageScript {
  static let text = """
    "use strict";
    (() => {
      const collator = new Intl.Collator("en", {numeric: true});
      const key = (row, i) => {
        const cell = row.cells[i];
        return cell.dataset.key ?? cell.textContent.trim();
      };
      const titles = [];
      for (const table of document.querySelectorAll("table.sortable")) {
        const heads = [...table.tHead.rows[0].cells], body = table.tBodies[0];
        const original = [...body.rows];
        heads.forEach((head, i) => {
          const isNumber = head.classList.contains("n");
          const button = document.createElement("button");
          button.type = "button";
          button.append(...head.childNodes);
          head.append(button);
          titles.push([head, button]);
          button.addEventListener("click", () => {
            const direction = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
            for (const other of heads) other.removeAttribute("aria-sort");
            head.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
            const keys = new Map(original.map(row => [row, key(row, i)]));
            const compare = isNumber ? (a, b) => a - b : collator.compare;
            body.append(...[...original].sort((left, right) => {
              const a = keys.get(left), b = keys.get(right);
              if (a === "" || b === "") return (a === "") - (b === "");
              return direction * compare(a, b);
            }));
          });
        });
      }
      const reveal = () => {
        const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
        const details = target?.closest("details");
        if (details && !details.open) { details.open = true; target.scrollIntoView(); }
      };
      addEventListener("hashchange", reveal);
      addEventListener("click", event => { if (event.target.closest?.("a[href^='#']")) setTimeout(reveal); });
      reveal();
      for (const section of document.querySelectorAll("section")) {
        const all = [...section.querySelectorAll("details")];
        if (all.length < 2) continue;
        const tools = document.createElement("p");
        tools.className = "tools";
        for (const [label, open] of [["Open all", true], ["Close all", false]]) {
          const button = document.createElement("button");
          button.type = "button";
          button.textContent = label;
          button.addEventListener("click", () => { for (const details of all) details.open = open; });
          tools.append(button, " ");
        }
        all[0].before(tools);
      }
      let folded = [];
      addEventListener("beforeprint", () => {
        // Browsers repeat the titles of columns on each page, but not what is inside buttons.
        for (const [, button] of titles) button.before(...button.childNodes);
        folded = [...document.querySelectorAll("details:not([open])")];
        if (folded.length > 12) folded = [];
        for (const details of folded) details.open = true;
      });
      addEventListener("afterprint", () => {
        for (const [head, button] of titles) {
          button.append(...[...head.childNodes].filter(node => node !== button));
        }
        for (const details of folded) details.open = false;
      });
    })();
    """
}
