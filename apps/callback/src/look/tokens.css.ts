/**
 * The look that every page shares: colours for light and dark, spacing, type. One accent; red is for what failed, amber for what will.
 * Text reaches 4.5:1 (WCAG 2.2 §1.4.3) on `--ground` and `--surface` alike.
 */
export const tokens = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f5f6f8, #0f1216);
  --surface: light-dark(#ffffff, #171b21);
  --ink: light-dark(#161a21, #e9ecf1);
  --soft: light-dark(#545e6d, #a0aab8);
  --line: light-dark(#dde1e8, #2b323c);
  --accent: light-dark(#2c53cf, #9fb4ff);
  --accent-ground: light-dark(#e9eefc, #1c2540);
  --on-accent: light-dark(#ffffff, #0e1630);
  --danger: light-dark(#b3261e, #ffb3a8);
  --danger-ground: light-dark(#fcebea, #3a1f1d);
  --caution: light-dark(#7a4d00, #f0c368);
  --caution-ground: light-dark(#fdf1d8, #33270f);
  --space-xs: 0.25rem;
  --space-s: 0.5rem;
  --space-m: 1rem;
  --space-l: 1.5rem;
  --space-xl: 2.5rem;
  --space-xxl: 4rem;
  --radius: 0.75rem;
  --radius-small: 0.4rem;
  --shadow: 0 1px 2px rgb(16 24 40 / 6%), 0 8px 24px rgb(16 24 40 / 6%);
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
  --text-small: 0.875rem;
  --text: 1rem;
  --text-large: 1.125rem;
  --title: clamp(1.5rem, 1.2rem + 1.5vw, 2rem);
  --quick: 160ms;
}
`;
