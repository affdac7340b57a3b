package rules

import "github.com/carbonlint/carbonlint/internal/xmldoc"

// Trial is a small rule as somebody would add it. It is in no list of the
// program: TestAddedRule adds it and looks whether every part knows it.
var Trial = &Rule{
	ID:        "trial-mode",
	Title:     "trial.xml: the mode is new",
	Severity:  Error,
	Files:     []string{"trial.xml"},
	Settings:  []Settings{{"trial.xml", []string{"/mode"}}},
	Guide:     []GuideItem{{Setting: "mode", File: "trial.xml"}},
	LosesData: true,
	Doc: Doc{
		What:    "The element mode of trial.xml.",
		Runtime: "The server forgets its data in the old mode.",
		Fix:     "Writing new is unsafe: somebody chose the old mode.",
		Source:  "Trial.java:1.",
		Before:  "<mode>old</mode>",
		After:   "<mode>new</mode>",
	},
	Check: checkTrial,
}

func checkTrial(p *Pass) {
	doc := p.Home.Doc("trial.xml")
	root := doc.Root()
	if root == nil {
		return
	}
	r := p.lookup(wanted{name: "mode", doc: doc, parent: root, given: root.ChildrenNamed("mode")})
	for _, v := range r.counts {
		if v.text == "old" {
			p.Report(Finding{
				Code: "old", Doc: doc, Span: v.at.StartTag,
				Message: "mode is old; " + target + " expects new.",
				Effect:  "The server forgets its data.",
				Fix:     setAll(doc, []*xmldoc.Element{v.at}, "mode", "new"),
			})
		}
	}
	for _, v := range r.ignored {
		p.Report(repeated(doc, v.at, r.by, "mode", nil))
	}
}
