"""How a page looks: by day, by night, on a phone, on A4; no font and no picture from elsewhere."""

from __future__ import annotations

from console.reporting.plot_sheet import RULES

LIGHT = """
--ground:#fff;--sunk:#f3f5f7;--ink:#1b2127;--soft:#55606b;--edge:#dfe3e8;--accent:#1f6f9f;
--good:#2e7d4f;--low:#5b6b7f;--medium:#965e00;--high:#b3261e;--unknown:#7b4ea3;--faint:#737c86
"""
DARK = """
--ground:#14181d;--sunk:#1d232a;--ink:#e8ecf0;--soft:#a9b3bd;--edge:#333c46;--accent:#6db6e3;
--good:#6cc48f;--low:#9fb0c3;--medium:#e0a63c;--high:#f2857d;--unknown:#c39be8;--faint:#8a949f
"""
SCREEN = (
    """
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);overflow-wrap:anywhere;
font:16px/1.55 system-ui,-apple-system,'PingFang SC','Noto Sans','Noto Sans CJK SC',
'Microsoft YaHei',sans-serif}
main,footer{max-width:60rem;margin:0 auto;padding:1rem}
header h1{font-size:1.5rem;line-height:1.25;margin:.4rem 0 .2rem}
header p,footer,.more,small{color:var(--soft)}
header p{margin:0}
footer{font-size:.85rem;border-top:1px solid var(--edge)}
h2{font-size:1.15rem;margin:1.8rem 0 .5rem;padding-bottom:.2rem;border-bottom:1px solid var(--edge)}
h3,caption,figcaption{font-size:1rem;font-weight:600;text-align:start;margin:0;padding:.5rem 0}
.callout{padding:.6rem .8rem;background:var(--sunk);border-inline-start:4px solid var(--low)}
.callout.good{border-color:var(--good)}.callout.warn{border-color:var(--medium)}
.callout.bad{border-color:var(--high)}
.figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(10.5rem,1fr));gap:.5rem;margin:0}
.figures div{background:var(--sunk);padding:.5rem .7rem;border-top:3px solid var(--edge)}
.figures .good{border-color:var(--good)}.figures .warn{border-color:var(--medium)}
.figures .bad{border-color:var(--high)}
dt{font-size:.82rem;color:var(--soft)}
dd{margin:0;font-weight:600;font-variant-numeric:tabular-nums}
small{display:block;font-weight:400;font-size:.8rem}
table{width:100%;border-collapse:collapse;margin:.4rem 0 1rem;font-size:.92rem}
th{font-weight:600;color:var(--soft)}
th,td{text-align:start;vertical-align:top;padding:.35rem .6rem .35rem 0;
border-bottom:1px solid var(--edge)}
.right{text-align:end;font-variant-numeric:tabular-nums}
ul,.timeline ol,.marks{padding:0;margin:.4rem 0;list-style:none}
ul li{padding:.25rem 0 .25rem 1rem;text-indent:-1rem}
ul li::before{content:'·';display:inline-block;width:1rem;text-indent:0;color:var(--soft)}
time{color:var(--soft);font-variant-numeric:tabular-nums;white-space:nowrap}
.timeline li{display:grid;grid-template-columns:9.5rem 1fr;gap:.6rem;padding:.25rem 0}
figure{margin:.4rem 0 1rem}
.plot,.spark{display:block;width:100%;height:auto}
.spark{width:6rem}
.plot text{font-size:13px;fill:var(--soft)}
.plot .grid{stroke:var(--edge)}.plot .axis{stroke:var(--faint)}
.narrow{display:none}
.marks{counter-reset:mark;columns:2 16rem;font-size:.9rem}
.marks li{counter-increment:mark;padding:.15rem 0 .15rem 2.2em;text-indent:-2.2em;
break-inside:avoid}
.marks li::before{content:counter(mark);display:inline-block;width:1.6em;margin-right:.6em;
text-indent:0;border-radius:1em;text-align:center;color:var(--ground);background:var(--faint)}
"""
    + "".join(
        f".marks .{ink}::before{{background:var(--{ink})}}"
        for ink in ("accent", "good", "medium", "high", "unknown")
    )
    + RULES
)
PHONE = """
.wide{display:none}.narrow{display:block}
.figures{grid-template-columns:1fr 1fr}
table,caption,tbody,tr,td{display:block}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr{padding:.5rem 0;border-bottom:1px solid var(--edge)}
td,td.right{display:flex;gap:.6rem;border:0;padding:.1rem 0;text-align:start}
td:empty{display:none}
td::before{content:attr(data-title);flex:0 0 6.5rem;color:var(--soft)}
.timeline li{grid-template-columns:1fr;gap:0}
"""
PRINT = """
body{font-size:10.5pt}main,footer{max-width:none;padding:0}
figure,tr,.figures div,.callout,li{break-inside:avoid}h2,h3,caption{break-after:avoid}
thead{display:table-header-group}
"""
STYLE = (
    f":root{{color-scheme:light dark;{LIGHT}}}"
    f"@media screen and (prefers-color-scheme:dark){{:root{{{DARK}}}}}"
    f"{SCREEN}"
    f"@media screen and (max-width:600px){{{PHONE}}}"
    f"@page{{size:A4;margin:16mm 14mm}}@media print{{{PRINT}}}"
).replace("\n", "")
