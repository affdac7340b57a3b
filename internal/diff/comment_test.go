package diff

import "testing"

func TestComments(t *testing.T) {
	tests := []diffCase{
		{"offered", "<a><x/></a>", "<a><x/><!-- <b>1</b> --></a>", "added /a/b [absent -> commented out] \"1\"\n"},
		{"taken", "<a><x/><!--b>1</b--></a>", "<a><x/><b>1</b></a>", "changed /a/b [commented out -> active] \"1\" \"1\"\n"},
		{"taken with another value", "<a><x/><!-- b>1</b --></a>", "<a><x/><b>2</b></a>", "changed /a/b [commented out -> active] \"1\" \"2\"\n"},
		{"given up", "<a><b>1</b><c/></a>", "<a><!--<b>1</b>--><c/></a>", "changed /a/b [active -> commented out] \"1\" \"1\"\n"},
		{"copied, the offer stays", "<a><!--b>1</b--><x/></a>", "<a><!--b>1</b--><x/><b>1</b></a>", "added /a/b \"1\"\n"},
		{"written another way", "<a><!--b>1</b--></a>", "<a><!-- <b>1</b>\n--></a>", ""},
		{"at another place", "<a><!--b>1</b--><c>2</c></a>", "<a><c>2</c><!--b>1</b--></a>", ""},
		{"offer of another value", "<a><!--b>1</b--></a>", "<a><!--b>2</b--></a>", "changed /a/b [commented out -> commented out] \"1\" \"2\"\n"},
		{"attributes only", "<a/>", `<a><!--Valve className="x" y="1"/--></a>`, "added /a/Valve[@className='x']/@y [absent -> commented out] \"1\"\n"},
		{"a block is one line", "<a><x/></a>", "<a><x/><!--b><c>1</c><d>2</d></b--></a>", "added /a/b [absent -> commented out] 2 settings\n"},
		{
			"a block taken is told in full", "<a><x/><!--b><c>1</c><d>2</d></b--></a>", "<a><x/><b><c>1</c><d>2</d></b></a>",
			"changed /a/b/c [commented out -> active] \"1\" \"1\"\nchanged /a/b/d [commented out -> active] \"2\" \"2\"\n",
		},
		{"two in one comment", "<a><x/></a>", "<a><x/><!--b>1</b>\n<c>2</c--></a>", "added /a/b [absent -> commented out] \"1\"\nadded /a/c [absent -> commented out] \"2\"\n"},
		{"an & as it is", "<a><x/></a>", "<a><x/><!--b>1&2</b--></a>", "added /a/b [absent -> commented out] \"1&2\"\n"},
		{"tags one by one", "<a><x/></a>", "<a><x/><!-- <b> --> <!-- of c --> <!-- <c>1</c> -->\n<!-- </b> --></a>", "added /a/b/c [absent -> commented out] \"1\"\n"},
		{
			"tags fused, in several comments", "<a><x/></a>", "<a><x/><!--b>\n<c>1</c-->\n<!--c>2</c-->\n<!-- of d -->\n<!--d>3</d>\n</b--><y/></a>",
			"added /a/b [absent -> commented out] 3 settings\nadded /a/y \"\"\n",
		},
		{"end tag on its own", "<a><x/></a>", "<a><x/><!--<b>--><!--<c>1</c>--><!--/b--></a>", "added /a/b/c [absent -> commented out] \"1\"\n"},
		{"sample of several lines behind prose", "<a><x/></a>", "<a><x/><!-- One can set\n  <b>1</b>\n  <c>2</c>\n--></a>", "added /a/b [absent -> commented out] \"1\"\nadded /a/c [absent -> commented out] \"2\"\n"},
		{"sample of one line behind prose", "<a><x/></a>", "<a><x/><!-- One can set\n  <b>1</b>\n--></a>", ""},
		{"sample to uncomment", "<a><x/></a>", "<a><x/><!-- Uncomment this:\n  <b>1</b>\n--></a>", "added /a/b [absent -> commented out] \"1\"\n"},
		{"active, with a sample of the same name before", "<a><!--b>0</b--><b>1</b></a>", "<a><!--b>0</b--><b>2</b></a>", "changed /a/b \"1\" \"2\"\n"},
		{"password", "<a><x/></a>", "<a><x/><!--Password>canary</Password--></a>", "added /a/Password [absent -> commented out] \"*****\" secret\n"},

		{"password taken as it is", "<a><x/><!--Password>canary</Password--></a>", "<a><x/><Password>canary</Password></a>", "changed /a/Password [commented out -> active] \"*****\" \"*****\" secret\n"},
		{"password taken and changed", "<a><x/><!--Password>canary</Password--></a>", "<a><x/><Password>other</Password></a>", "changed /a/Password [commented out -> active] \"*****\" \"*****\" hidden\n"},

		{"prose", "<a><!-- one --></a>", "<a><!-- two --></a>", ""},
		{"prose with an element", "<a><!-- set <b>1</b> to x --></a>", "<a/>", ""},
		{"prose of one word", "<a/>", "<a><!--path/--></a>", ""},
		{"broken element", "<a/>", `<a><!--<b c="">d="e"/--></a>`, ""},
		{"start tag only", "<a/>", "<a><!-- <b> --></a>", ""},
		{"inside a value", "<a><b>x<!-- y -->z</b></a>", "<a><b>xz</b></a>", ""},
	}
	checkCases(t, "a.xml", tests)
}

func TestProse(t *testing.T) {
	old := "<!-- licence -->\n<a><!-- one\n two --><b/></a>"
	for new, want := range map[string]string{
		"<!--licence--><a><!-- one two -->\n<b/></a>": "",
		"<a><!-- one three --><b/></a>":               "removed /comment() [commented out -> absent] \"licence\"\nchanged /a/comment() [commented out -> commented out] \"one two\" \"one three\"\n",
	} {
		if got := tell(compared(t, "a.xml", old, new, Options{Comments: true})); got != want {
			t.Errorf("%q:\n%swant\n%s", new, got, want)
		}
	}
}
