package xmldoc_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// homeFiles are the XML files of a home, by their paths.
func homeFiles(b *testing.B) map[string][]byte {
	b.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir("../../testdata/homes/shop-esb/repository/conf", func(p string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(p, ".xml") {
			return err
		}
		files[p], err = os.ReadFile(p)
		return err
	})
	if err != nil || len(files) < 7 {
		b.Fatalf("%d files, %v", len(files), err)
	}
	return files
}

// largeFile is a user-mgt.xml of about n bytes, with comments and settings as they come.
func largeFile(n int) []byte {
	const store = `    <UserStoreManager class="org.wso2.carbon.user.core.jdbc.JDBCUserStoreManager">
      <!-- the name of the domain that the users of this store belong to; see the documentation -->
      <Property name="TenantManager">org.wso2.carbon.user.core.tenant.JDBCTenantManager</Property>
      <Property name="MaxUserNameListLength">100 &amp; more</Property>
      <Property name="PasswordJavaRegEx">^[\S]{5,30}$</Property>
      <Description>a store of users who are read once and kept for as long as the server runs</Description>
    </UserStoreManager>
`
	return []byte("<UserManager>\n  <Realm>\n" + strings.Repeat(store, n/len(store)) + "  </Realm>\n</UserManager>\n")
}

func BenchmarkParse(b *testing.B) {
	for name, files := range map[string]map[string][]byte{
		"home":       homeFiles(b),
		"16MB":       {"user-mgt.xml": largeFile(16 << 20)},
		"text":       {"a.xml": []byte("<a>" + strings.Repeat("<b>some text with &amp; in it</b>\r\n", 5000) + "</a>")},
		"comments":   {"a.xml": []byte("<a>" + strings.Repeat("<!-- <b>an option that is offered</b> -->\n", 5000) + "</a>")},
		"attributes": {"a.xml": []byte("<a>" + strings.Repeat(`<b name="x" value="1" other="2" p:q="3" xmlns:p="u"/>`+"\n", 3000) + "</a>")},
	} {
		size := 0
		for _, src := range files {
			size += len(src)
		}
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for path, src := range files {
					if _, err := xmldoc.Parse(path, src); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

func BenchmarkFind(b *testing.B) {
	d, err := xmldoc.Parse("user-mgt.xml", largeFile(1<<20))
	if err != nil {
		b.Fatal(err)
	}
	for name, path := range map[string]string{
		"steps":      "/UserManager/Realm/UserStoreManager/Property[@name='TenantManager']",
		"descendant": "//Property[@name='TenantManager']",
		"none":       "/Server/Security/KeyStore",
		"etree":      "//UserStoreManager[Property='100 & more']",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				d.Find(path)
			}
		})
	}
}
