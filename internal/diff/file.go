package diff

import (
	"bytes"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/carbonlint/carbonlint/internal/secret"
	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

// File is one file of a side. Comparing it reads it as XML once, so a File is
// not for several goroutines at a time.
type File struct {
	// Path is where it is, for reports. Name is what it is matched by and
	// what its kind follows from, such as "tomcat/catalina-server.xml"; "" means
	// Path.
	Path, Name string
	// Data are its bytes.
	Data []byte
	// Doc is Data read as XML, where that was done already; else nil.
	Doc *xmldoc.Document
}

func (f *File) name() string {
	if f.Name != "" {
		return f.Name
	}
	return f.Path
}

// Text is the file decoded to UTF-8.
func (f *File) Text() string {
	if doc := f.xml(); doc != nil {
		return doc.Text()
	}
	return decode(f.Data)
}

// decode reads bytes as UTF-8, else as ISO-8859-1, which Java's properties are in.
func decode(data []byte) string {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if utf8.Valid(data) {
		return string(data)
	}
	var b strings.Builder
	for _, c := range data {
		b.WriteRune(rune(c))
	}
	return b.String()
}

// xml is the file read as XML; nil when it is none.
func (f *File) xml() *xmldoc.Document {
	if f.Doc == nil {
		if !f.looksLikeXML() {
			return nil
		}
		f.Doc, _ = xmldoc.Parse(f.Path, f.Data) // without a root when it is not well-formed
	}
	if f.Doc.Root() == nil {
		return nil
	}
	return f.Doc
}

// extension is that of the file's name; of a template's, such as carbon.xml.erb,
// that of the file it makes.
func (f *File) extension() string {
	last := path.Ext(f.name())
	switch inner := path.Ext(strings.TrimSuffix(f.name(), last)); inner {
	case ".xml", ".properties", ".ini":
		return inner
	}
	return last
}

func (f *File) looksLikeXML() bool {
	if f.extension() == ".xml" {
		return true
	}
	start := bytes.TrimLeft(bytes.TrimPrefix(f.Data, []byte("\xef\xbb\xbf")), " \t\r\n")
	return bytes.HasPrefix(start, []byte("<"))
}

// Binary reports whether the file is not text: it holds a zero byte and is not
// XML in some wide encoding, or it is XML in an encoding that is not read.
func (f *File) Binary() bool {
	return bytes.IndexByte(f.Data, 0) >= 0 && f.xml() == nil || xmldoc.IsEBCDIC(f.Data)
}

// secret reports whether the file holds nothing but secrets, such as a private
// key: nothing of it is shown.
func (f *File) secret() bool { return secret.Whole(f.name(), f.Text()) }

// blank reports whether the file holds nothing but white space.
func (f *File) blank() bool { return len(bytes.TrimSpace(f.Data)) == 0 }

// format is how the settings of a file are written.
type format int

const (
	asText format = iota
	asXML
	asProperties
	asINI
)

func (f *File) format() format {
	switch f.extension() {
	case ".properties":
		return asProperties
	case ".ini":
		return asINI
	}
	if f.xml() != nil {
		return asXML
	}
	return asText
}
