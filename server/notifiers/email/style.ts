/** Of a mail: what programs without media queries leave out is the dark room alone. */
export const STYLE = `
:root{color-scheme:light dark}
body{margin:0;padding:0;background:#f3f5f7;color:#1b232b;font:16px/1.5 -apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Noto Sans",sans-serif}
.preview{display:none;max-height:0;overflow:hidden;opacity:0}
.sheet{max-width:600px;margin:0 auto;padding:24px 20px;background:#ffffff}
h1{margin:0 0 16px;padding:2px 0 2px 12px;font-size:20px;line-height:1.3;font-weight:650}
h2{margin:20px 0 6px;font-size:13px;font-weight:600;color:#5b6875}
p{margin:0 0 12px}
a{color:#0b66c2}
table{border-collapse:collapse}
.facts{margin:4px 0 16px}
.facts th{padding:3px 16px 3px 0;text-align:left;vertical-align:top;font-weight:400;color:#5b6875;white-space:nowrap}
.facts td{padding:3px 0;font-weight:550}
.curve{margin:4px 0 16px}
.curve img{display:block;width:100%;max-width:600px;height:auto;border-radius:6px;background:#151c23}
.curve table{width:100%;font-size:13px;color:#5b6875}
.curve td{padding:4px 0}
.curve p{margin:0;font-size:13px;color:#5b6875}
.curve span{display:inline-block;margin-right:10px;white-space:nowrap}
.curve .end{text-align:right}
.all{color:#2f86d1}.negative{color:#d9662a}.usual{color:#8593a0}
ul{margin:0 0 12px;padding:0 0 0 18px}
.changes{padding:0;list-style:none}
.list{padding:0;list-style:none}
.list li{margin:0 0 8px}
blockquote{margin:0 0 12px;padding:2px 12px;border-left:3px solid #d5dce2}
blockquote[dir=rtl]{border-left:0;border-right:3px solid #d5dce2}
.who{color:#5b6875;font-size:14px}
.go a{display:inline-block;padding:10px 16px;border-radius:6px;background:#0b66c2;color:#ffffff;text-decoration:none;font-weight:600}
.foot{margin:24px 0 0;font-size:13px;color:#5b6875}
@media (prefers-color-scheme:dark){
body{background:#0e1318;color:#e8edf2}
.sheet{background:#151c23}
h2,.facts th,.curve table,.curve p,.who,.foot{color:#a5b2be}
a{color:#5db3ff}
.all{color:#5db3ff}.negative{color:#ff8a4c}
blockquote,blockquote[dir=rtl]{border-color:#33404b}
.go a{background:#5db3ff;color:#0e1318}
}`;
