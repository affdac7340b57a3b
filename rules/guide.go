package rules

import "fmt"

// GuideItem is one setting that the upgrade guide asks an
// administrator to see to.
type GuideItem struct {
	Setting string
	// File is where the server reads it, which is not always where the guide
	// says; below the configuration directory.
	File string
	// Rule is the ID of the rule that judges it; GuideOf sets it.
	Rule string
}

// Guide lists the items of the upgrade guide in its order, which is that of All.
func Guide() []GuideItem { return GuideOf(All()) }

// GuideOf lists the items of the guide that the rules of list answer for.
func GuideOf(list []*Rule) []GuideItem {
	var items []GuideItem
	for _, r := range list {
		for _, item := range r.Guide {
			item.Rule = r.ID
			items = append(items, item)
		}
	}
	return items
}

// Where is the file, and the line where there is one, that was not judged.
func (n NotJudged) Where() string {
	if n.Doc == nil || n.Span.End == 0 {
		return n.File
	}
	line, _ := n.Doc.Position(n.Span.Start)
	return fmt.Sprintf("%s:%d", n.File, line)
}

func find(list []*Rule, id string) *Rule {
	for _, r := range list {
		if r.ID == id {
			return r
		}
	}
	return nil
}
