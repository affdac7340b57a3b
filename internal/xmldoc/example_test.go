package xmldoc_test

import (
	"fmt"

	"github.com/carbonlint/carbonlint/internal/xmldoc"
)

const exampleServer = `<Server>
    <!-- the console -->
    <Connector port="9443"/>
    <Offset>0</Offset>
</Server>
`

// printEdited prints a file after edits, which are proved to change nothing else.
func printEdited(d *xmldoc.Document, edits ...xmldoc.Edit) {
	changed, err := d.Apply(edits)
	if err != nil {
		fmt.Println(err)
		return
	}
	if _, err := d.Prove(edits, changed); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(string(changed))
}

func ExampleDocument_AddAttr() {
	d, err := xmldoc.Parse("server.xml", []byte(exampleServer))
	if err != nil {
		fmt.Println(err)
		return
	}
	printEdited(d, d.AddAttr(d.First("//Connector"), "port", "keystorePass", `a"b`))
	// Output:
	// <Server>
	//     <!-- the console -->
	//     <Connector port="9443" keystorePass="a&quot;b"/>
	//     <Offset>0</Offset>
	// </Server>
}

func ExampleDocument_SetText() {
	d, err := xmldoc.Parse("server.xml", []byte(exampleServer))
	if err != nil {
		fmt.Println(err)
		return
	}
	edit, err := d.SetText(d.First("/Server/Offset"), "1")
	if err != nil {
		fmt.Println(err)
		return
	}
	printEdited(d, edit)
	// Output:
	// <Server>
	//     <!-- the console -->
	//     <Connector port="9443"/>
	//     <Offset>1</Offset>
	// </Server>
}

func ExampleDocument_AppendChild() {
	d, err := xmldoc.Parse("server.xml", []byte(exampleServer))
	if err != nil {
		fmt.Println(err)
		return
	}
	printEdited(d, d.AppendChild(d.Root(), "<Ports>\n\t<JMX>9999</JMX>\n</Ports>"))
	// Output:
	// <Server>
	//     <!-- the console -->
	//     <Connector port="9443"/>
	//     <Offset>0</Offset>
	//     <Ports>
	//         <JMX>9999</JMX>
	//     </Ports>
	// </Server>
}

func ExampleDocument_Remove() {
	d, err := xmldoc.Parse("server.xml", []byte(exampleServer))
	if err != nil {
		fmt.Println(err)
		return
	}
	printEdited(d, d.Remove(d.First("//Connector"), true))
	// Output:
	// <Server>
	//     <Offset>0</Offset>
	// </Server>
}
