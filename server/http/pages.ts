const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it may stand in a page, also in an attribute between quotes. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);

/** `body` and `head` are markup: whatever comes from outside must be `escaped` before. */
export const page = (title: string, body: string, head = ''): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
${head}<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/plain.css">
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;

/** The look of the pages that the server makes itself. */
export const PLAIN_CSS = `:root { color-scheme: dark; font: 100%/1.5 system-ui, sans-serif; }
body { margin: 0; background: #0d1117; color: #e6edf3; }
main { max-width: 46rem; margin: 0 auto; padding: 12vh 1.5rem 4rem; }
h1 { font-size: 1.75rem; margin: 0 0 1rem; }
h2 { font-size: 1.1rem; margin: 2.5rem 0 0; }
label { display: block; margin-bottom: .25rem; }
input, button { font: inherit; padding: .5rem .75rem; border-radius: .25rem; border: 1px solid #6e7681; background: #161b22; color: inherit; }
input { width: 100%; box-sizing: border-box; margin-bottom: 1rem; }
button { cursor: pointer; }
:focus-visible { outline: 2px solid #79c0ff; outline-offset: 2px; }
.problem { border-left: 4px solid #ff938a; padding-left: .75rem; }
code, pre { font-family: ui-monospace, monospace; font-size: .9rem; }
pre { overflow-x: auto; padding: .75rem; background: #161b22; }
`;
