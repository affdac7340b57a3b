package identity

import (
	"path"
	"slices"
	"strings"
)

// Blanks says what the server makes of white space at the ends of a text.
type Blanks int

const (
	// AsLayout: it is not known, so that a line break there is taken for layout
	// and a blank on the line of the value for part of it.
	AsLayout Blanks = iota
	// Kept: the text is taken as it is.
	Kept
	// Trimmed: it is cut off.
	Trimmed
)

// blanks is what the server's sources say of text, by the local names of the
// root element and of the elements in which it is, all of them without names.
var blanks = []struct {
	file  string // the start of its name, where others have the same root
	root  string
	names []string
	how   Blanks
}{
	{root: "axisconfig", how: Kept},                                           // DescriptionBuilder.java:536-538
	{file: "carbon.xml", root: "Server", how: Kept},                           // ServerConfiguration.java:254-284
	{root: "wso2registry", how: Kept},                                         // RegistryConfigurationProcessor.java:82-407
	{root: "UserManager", names: []string{"Property"}, how: Trimmed},          // RealmConfigXMLProcessor.java:583
	{root: "datasources-configuration", names: dataSourceStrings, how: Kept},  // JAXB: strings as they are,
	{root: "datasources-configuration", names: dataSourceFlags, how: Trimmed}, // other types trimmed
}

var (
	dataSourceStrings = []string{"url", "username", "password", "driverClassName", "dataSourceClassName", "property"}
	dataSourceFlags   = []string{"defaultAutoCommit"}
)

// BlanksOf is what the server makes of white space at the ends of the text of an
// element, given the path of the file and the local names of its root and of the
// element.
func BlanksOf(file, root, name string) Blanks {
	for _, b := range blanks {
		if b.root == root && strings.HasPrefix(path.Base(file), b.file) && (b.names == nil || slices.Contains(b.names, name)) {
			return b.how
		}
	}
	return AsLayout
}
