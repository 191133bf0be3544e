import { expect, test } from "vitest";
import { readForms, readText } from "./forms.ts";

test("a form's fields and buttons are read in their order, whatever the quotes and the case", () => {
  const page = `<FORM Method=POST action='/go?a=1&amp;b=2'>
    <input type=hidden name=ck value="a &quot;b&quot; &#x3c;&#62;"><INPUT name='user_name' />
    <input type="checkbox" name="ticked" value="1" checked><input type="checkbox" name="free" value="1">
    <input type="submit" name="do" value="Deny"><button name="do" value="yes"><b>Allow</b> it</button>
    <button type="button" name="do" value="help">Help</button></FORM>`;
  expect(readForms(page)).toEqual([
    {
      method: "post",
      action: "/go?a=1&b=2",
      fields: [
        { name: "ck", value: 'a "b" <>', type: "hidden" },
        { name: "user_name", value: "", type: "text" },
        { name: "ticked", value: "1", type: "checkbox" },
      ],
      buttons: [
        { name: "do", value: "Deny", label: "Deny" },
        { name: "do", value: "yes", label: "Allow it" },
      ],
    },
  ]);
});

test("a form in a comment is none", () => {
  expect(readForms("<!-- <form><input name=a></form> --><p>Hello</p>")).toEqual([]);
});

test("a page's text is what a person sees", () => {
  const page =
    "<html><head><title>A &amp; B</title><style>p{}</style></head><body><h1>One</h1>\n<p>two&nbsp;three</p><script>x</script></body></html>";
  expect(readText(page)).toEqual({ title: "A & B", text: "One two three" });
});
