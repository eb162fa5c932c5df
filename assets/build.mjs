// Builds what browsers load: one stylesheet, one script (and htmx), one icon. No network, no bundler.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { compile } from 'sass'

const root = fileURLToPath(new URL('..', import.meta.url))
const nhs = `${root}node_modules/nhsuk-frontend/dist/nhsuk`
const out = `${root}build/static/`
const limitKilobytes = 40

mkdirSync(out, { recursive: true })

const { css: compiled } = compile(`${root}assets/scss/main.scss`, {
  style: 'compressed',
  loadPaths: [nhs]
})
// With the parts of the NHS come captions, ledes, sizes and kinds that no page of ours has.
const unused = [
  'body-[lm]', 'button-group--small', 'caption', 'form-group--inline', 'heading-x', 'icon--search',
  'input(-wrapper)?__', 'label--(m|x?l)', 'lede', 'link-', 'list--(cross|tick)',
  'u-visually-hidden-focusable', 'width-container-fluid'
]
const isUsed = (selector) => !new RegExp(`\\.nhsuk-(${unused.join('|')})`).test(selector)
const css = compiled.replace(/([^{}]+)(\{[^{}]*\})/g, (_, selectors, rule) => {
  const used = selectors.split(',').filter(isUsed)
  return used.length ? used + rule : ''
})
writeFileSync(`${out}main.css`, css)
copyFileSync(`${nhs}/assets/images/nhsuk-icon-cross.svg`, `${out}nhsuk-icon-cross.svg`)

// The security policy forbids other hosts, and the file manifest addresses that lead nowhere.
for (const [, address] of css.matchAll(/url\(["']?([^"')]+)/g)) {
  if (!existsSync(out + address)) throw new Error(`The stylesheet asks for ${address}.`)
}

// Each module stands alone (no import, no export), so a block of its own is scope enough.
const modules = readdirSync(`${root}assets/js`).filter((name) => name.endsWith('.mjs')).sort()
// Browsers need neither our comments nor our indents.
const read = (name) =>
  readFileSync(`${root}assets/js/${name}`, 'utf8')
    .replace(/^\s*\/\/.*\n/gm, '')
    .replace(/^\s+/gm, '')
writeFileSync(`${out}main.js`, modules.map((name) => `{\n${read(name)}}\n`).join(''))

// Few pages ask for it, and not the one that a person sees first.
copyFileSync(`${root}node_modules/htmx.org/dist/htmx.min.js`, `${out}htmx.js`)
copyFileSync(`${root}assets/favicon.svg`, `${out}favicon.svg`)

const sizes = ['main.css', 'main.js', 'htmx.js', 'favicon.svg'].map((name) => {
  const bytes = gzipSync(readFileSync(out + name)).length
  console.log(`${name}: ${(bytes / 1024).toFixed(1)} KB gzipped`)
  return bytes
})
const total = sizes.reduce((sum, bytes) => sum + bytes, 0) / 1024
console.log(`together: ${total.toFixed(1)} KB of at most ${limitKilobytes}`)
if (total > limitKilobytes) process.exit(1)
