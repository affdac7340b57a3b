package home

import (
	"testing"

	"github.com/carbonlint/carbonlint/internal/lazy"
)

// FuzzOddName: the quick looks at a name let each expression have its say.
func FuzzOddName(f *testing.F) {
	for _, seed := range []string{
		"carbon.xml", "carbon.xml~", "#carbon.xml#", ".#carbon.xml", "._carbon.xml", ".carbon.xml.swp", "carbon.xml.bak", "carbon.XML_old", "carbon_old.xml",
		"Carbon.Orig.xml", "carbon - Copy (2).xml", "carbon (1).xml", "carbon(1).xml", "Copy of carbon.xml", "copy (2) of carbon.xml", "master-datasources_1.xml",
		"carbon-2014-03-12.xml", "log4j.properties", "axis2.xml", "launch.ini.", "a.xml.xml", "conf_bak", "CONF.orig", "Repository-old", "backup", "BAK2", "20140312",
		"2014-03-12 ", "2014_03.12", "copy", "Saved", "previous_1", "old.ſ", "ſave", "\u212ael", "conf\u017f",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if editorFile.MatchString(name) && !oddStart(name) {
			t.Errorf("%q may be left behind by an editor", name)
		}
		for _, form := range []*lazy.Regexp{longName, copyOf, copyWord, copyNumber, copyDate} {
			if m := form.FindStringSubmatch(name); m != nil && !oddName(name) {
				t.Errorf("%q may be a copy: %s", name, form)
			}
		}
		if copyName.MatchString(name) && !mayBeCopy(name) {
			t.Errorf("%q may be a copy of a directory", name)
		}
	})
}
