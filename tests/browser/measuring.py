"""What a page is measured by in a browser: scripts that give back the mark-up of what falls short."""

# Elements that stand out of the window, but for tables that scroll by themselves and what a map cuts.
TOO_WIDE = """() => [...document.querySelectorAll('body *')]
  .filter(e => !e.closest('.unseen, .skip, .wide > *, svg *') && e.getClientRects().length)
  .filter(e => { const r = e.getBoundingClientRect(); return r.right > document.documentElement.clientWidth + 1 || r.left < -1 })
  .map(e => e.outerHTML.slice(0, 120))"""
# What fingers touch, but for links in running text; of a box, its label is touched.
SMALL_TARGETS = """() => [...document.querySelectorAll('a, button, summary, select, input:not([type=hidden])')]
  .map(e => ['checkbox', 'radio'].includes(e.type) ? e.closest('label') : e)
  .filter(e => !e.closest('.unseen, .skip, p') && e.getClientRects().length)
  .filter(e => e.getBoundingClientRect().height < 43.5)
  .map(e => e.outerHTML.slice(0, 120))"""
# Elements that cut off what they hold, but for fields, in which one moves along.
CUT_OFF = """() => [...document.querySelectorAll('main *')]
  .filter(e => !e.closest('.unseen, .skip, svg, input, .stack thead') && e.getClientRects().length)
  .filter(e => { const s = getComputedStyle(e); return ['hidden', 'clip'].some(way =>
    s.overflowX === way && e.scrollWidth > e.clientWidth + 1 ||
    s.overflowY === way && e.scrollHeight > e.clientHeight + 1) })
  .map(e => e.outerHTML.slice(0, 120))"""
