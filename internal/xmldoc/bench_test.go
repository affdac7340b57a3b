package xmldoc_test

import (
	"os"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

func BenchmarkParse(b *testing.B) {
	user, err := os.ReadFile("../../testdata/homes/shop-esb/repository/conf/tomcat/catalina-server.xml")
	if err != nil {
		b.Fatal(err)
	}
	for _, test := range []struct {
		name string
		src  string
	}{
		{"file", string(user)},
		{"text", "<a>" + strings.Repeat("<b>some text with &amp; in it</b>\r\n", 5000) + "</a>"},
		{"comments", "<a>" + strings.Repeat("<!-- <b>an option that is offered</b> -->\n", 5000) + "</a>"},
		{"attributes", "<a>" + strings.Repeat(`<b name="x" value="1" other="2" p:q="3" xmlns:p="u"/>`+"\n", 3000) + "</a>"},
	} {
		b.Run(test.name, func(b *testing.B) {
			b.SetBytes(int64(len(test.src)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := xmldoc.Parse("a.xml", []byte(test.src)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
