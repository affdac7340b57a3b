package rules

import "strings"

// jaxbBoolean is what the JAXB of JDK 7 and 8 makes of a boolean's text.
type jaxbBoolean struct {
	set   bool // it reads as value; else as if the element were missing
	value bool
	exact bool // it is one of true, false, 1 and 0, blanks around it allowed
	fails bool // reading ends with an exception
}

func (b jaxbBoolean) String() string {
	switch {
	case !b.set:
		return "not set"
	case b.value:
		return "true"
	}
	return "false"
}

const xmlBlanks = " \t\r\n"

// parseJAXB reads s as DatatypeConverterImpl._parseBoolean does, with its odd results
// for a text that is not one of the four values.
func parseJAXB(s string) jaxbBoolean {
	var b jaxbBoolean
	switch strings.Trim(s, xmlBlanks) {
	case "true", "1":
		return jaxbBoolean{set: true, value: true, exact: true}
	case "false", "0":
		return jaxbBoolean{set: true, exact: true}
	}
	r := []rune(s)
	if len(r) == 0 {
		return b
	}
	// It skips blanks, though never the last character.
	i := 0
	for strings.ContainsRune(xmlBlanks, r[i]) && i < len(r)-1 {
		i++
	}
	rest := r[i+1:]
	var word string
	switch r[i] {
	case '1':
		b.value = true
	case 't':
		word, b.value = "rue", true
	case 'f':
		word = "alse"
	}
	if word != "" {
		if len(rest) == 0 {
			return jaxbBoolean{fails: true}
		}
		// It compares until a character differs, and has read that one too.
		n := 1
		for n < len(word) && n < len(rest) && rest[n-1] == rune(word[n-1]) {
			n++
		}
		if n < len(word) {
			return jaxbBoolean{set: true} // misspelt is false
		}
		rest = rest[n:]
	}
	// It ignores one more character, with blanks before it.
	if left := []rune(strings.TrimLeft(string(rest), xmlBlanks)); len(left) > 1 {
		return jaxbBoolean{}
	}
	b.set = true
	return b
}
