package rules

// All lists the rules in the order in which they are explained.
func All() []*Rule {
	return []*Rule{
		versionResources,
	}
}
