/// The looks of a page.
enum StyleSheet {
  static let text = """
    :root{--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--ground:#fff;--band:#f6f8fa;--link:#0a5aa8;\
    --good:#0b6b4f;--warning:#8a4b00;--bad:#a3200d}
    @media (prefers-color-scheme:dark){@media screen{:root{--ink:#e6e9ec;--soft:#a3acb6;--line:#3a424b;\
    --ground:#15191d;--band:#1f252b;--link:#7cb8f2;--good:#5fd0a8;--warning:#f0b35a;--bad:#ff8a75}}}
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%}
    body{margin:0 auto;max-width:72rem;padding:0 1rem 3rem;background:var(--ground);color:var(--ink);\
    font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",Arial,sans-serif;\
    overflow-wrap:anywhere}
    h1{font-size:1.6rem;line-height:1.2;margin:1.5rem 0 .3rem}
    h2{font-size:1.25rem;margin:2.5rem 0 .6rem;padding-bottom:.2rem;border-bottom:1px solid var(--line)}
    h3{font-size:1.05rem;margin:1.5rem 0 .4rem}
    h4{font-size:.95rem;margin:1rem 0 .3rem}
    p{margin:.5rem 0;max-width:46rem}
    header p,figcaption,caption,footer{color:var(--soft)}
    a{color:var(--link)}
    :focus-visible{outline:2px solid var(--link);outline-offset:2px}
    .skip{position:absolute;left:-99rem}
    .skip:focus{left:1rem;top:.5rem}
    nav ol{list-style:none;display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;margin:1rem 0 0;padding:.5rem 0;\
    border-block:1px solid var(--line)}
    dl{margin:.5rem 0;display:grid;grid-template-columns:minmax(7rem,12rem) 1fr;gap:.25rem 1rem}
    dt{color:var(--soft)}
    dd{margin:0}
    code,pre{font:.875em ui-monospace,Menlo,Consolas,"Liberation Mono",monospace}
    pre{background:var(--band);border:1px solid var(--line);border-radius:4px;padding:.6rem .8rem;\
    white-space:pre-wrap}
    .scroll{overflow:auto;max-height:85vh;margin:.6rem 0;max-width:100%}
    table{border-collapse:separate;border-spacing:0;font-size:.875rem;line-height:1.35;\
    overflow-wrap:normal;font-variant-numeric:tabular-nums}
    caption{text-align:left;padding:.2rem 0 .4rem;caption-side:top}
    caption span{display:inline-block;position:sticky;left:0;max-width:min(46rem,calc(100vw - 3.4rem))}
    td.p{min-width:13rem}
    th,td{padding:.25rem .7rem;text-align:left;border-bottom:1px solid var(--line);vertical-align:top}
    th.n,td.n{text-align:right;white-space:nowrap}
    thead th{position:sticky;top:0;z-index:1;background:var(--band);vertical-align:bottom}
    tbody th{position:sticky;left:0;background:var(--ground);font-weight:600}
    tbody tr:hover>*{background:var(--band)}
    .range{color:var(--soft);font-size:.92em}
    th button{all:unset;cursor:pointer;font-weight:600;white-space:nowrap}
    th button:focus-visible{outline:2px solid var(--link)}
    th button::after{content:"\\2195";opacity:.35;padding-left:.3em}
    th[aria-sort=ascending] button::after{content:"\\2191";opacity:1}
    th[aria-sort=descending] button::after{content:"\\2193";opacity:1}
    .badge{display:inline-block;font-size:.85em;line-height:1.4;padding:0 .45em;border:1px solid;\
    border-radius:999px;white-space:nowrap}
    .badge.good{color:var(--good)}.badge.plain{color:var(--soft)}
    .badge.warning{color:var(--warning)}.badge.bad{color:var(--bad)}
    figure{margin:.6rem 0}
    .card{background:#fff;border:1px solid var(--line);border-radius:4px;padding:.3rem;width:fit-content;\
    max-width:100%}
    .card svg{display:block;max-width:100%;height:auto;color:#000}
    figcaption{font-size:.875rem;margin-top:.2rem;max-width:46rem}
    .gallery{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:.6rem 1.2rem}
    .gallery .card,.gallery .card svg{width:100%}
    .gallery>*{min-width:0}
    details{border:1px solid var(--line);border-radius:4px;margin:.4rem 0;padding:0 .8rem}
    details[open]{padding-bottom:.6rem}
    summary{cursor:pointer;padding:.4rem 0}
    .tools button{font:inherit;font-size:.875rem;color:var(--link);background:none;cursor:pointer;\
    border:1px solid var(--line);border-radius:4px;padding:.15rem .6rem}
    footer{margin-top:3rem;border-top:1px solid var(--line);font-size:.875rem}
    @media (max-width:40rem){body{padding-inline:.7rem}th,td{padding-inline:.45rem}\
    dl{grid-template-columns:1fr;row-gap:0}dd{padding:0 0 .3rem .8rem}details{padding-inline:.5rem}}
    @media print{@page{margin:15mm}@page wide{size:landscape}.wide,section:has(>.wide){page:wide}.gallery{grid-template-columns:1fr 1fr}body{max-width:none;padding:0;font-size:9.5pt}\
    nav,.skip,.tools{display:none}a{color:inherit;text-decoration:none}\
    h1,h2,h3,h4,summary,caption,dt{break-after:avoid}figure,tr,dd,pre{break-inside:avoid}\
    thead{display:table-header-group}thead th,tbody th{position:static}\
    .scroll{overflow:visible;max-height:none}td.p{min-width:0}caption span{max-width:none}table{font-size:7.5pt}th,td{padding:.1rem .35rem}\
    th.n,td.n{white-space:normal}.range{white-space:nowrap}th button::after{content:none}details{border:0;border-top:1px solid var(--line);padding:0}\
    details:not([open]){display:none}}
    """
}
