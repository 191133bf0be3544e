const description =
  "A browser after Allow. Its address bar holds a long address that ends in a code and a state; the whole address is selected, ready to be copied. The page below says that the OAuth redirect failed.";

/** Shows what to copy. */
export const AddressDrawing = () => (
  <svg class="drawing" viewBox="0 0 400 178" role="img" aria-label={description}>
    <rect class="window" x="0.5" y="0.5" width="399" height="177" rx="12" />
    <g class="dots">
      <circle cx="19" cy="20" r="4" />
      <circle cx="33" cy="20" r="4" />
      <circle cx="47" cy="20" r="4" />
    </g>
    <rect class="bar" x="64" y="9" width="324" height="23" rx="11.5" />
    <rect class="selection" x="76" y="12.5" width="299" height="16" rx="2" />
    <text class="address" x="80" y="24.5" textLength="291" lengthAdjust="spacingAndGlyphs">
      …/oauth_redirect.do?code=5f1c…&amp;state=9a4b…
    </text>
    <path class="rule" d="M1 41h398" />
    <path class="arrow" d="M226 76V44m-7 8l7-8 7 8" />
    <text class="caption" x="226" y="94">
      copy all of this
    </text>
    <g class="ghost">
      <text x="24" y="126">
        OAuth redirect failed
      </text>
      <rect x="24" y="137" width="262" height="7" rx="3.5" />
      <rect x="24" y="152" width="196" height="7" rx="3.5" />
    </g>
  </svg>
);
