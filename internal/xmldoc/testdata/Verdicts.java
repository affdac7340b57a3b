import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamReader;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;

/**
 * Prints a line for each file in a directory: its name, and whether Xerces without namespaces, Xerces with them and
 * Woodstox (where CLASSPATH has it) read it: + or -, or ? for a parser that is not there.
 */
public class Verdicts {
    public static void main(String[] args) throws Exception {
        XMLInputFactory woodstox = null;
        try {
            woodstox = (XMLInputFactory) Class.forName("com.ctc.wstx.stax.WstxInputFactory").getDeclaredConstructor().newInstance();
            woodstox.setXMLResolver((publicID, systemID, base, namespace) -> new ByteArrayInputStream(new byte[0]));
        } catch (ClassNotFoundException e) {
            // A jar that the JDK does not have.
        }
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        boolean why = args.length > 1;
        try (Stream<Path> files = Files.list(Path.of(args[0]))) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                byte[] src = Files.readAllBytes(file);
                String a = xerces(src, false), b = xerces(src, true), c = woodstox(woodstox, src);
                out.println(file.getFileName() + "\t" + sign(a) + sign(b) + sign(c) + (why ? "\t" + a + "\t" + b + "\t" + c : ""));
            }
        }
        out.flush();
    }

    static String sign(String s) { return s.equals("") ? "+" : s.equals("?") ? "?" : "-"; }

    static String xerces(byte[] src, boolean namespaces) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(namespaces);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setEntityResolver((publicID, systemID) -> new InputSource(new ByteArrayInputStream(new byte[0])));
        builder.setErrorHandler(new ErrorHandler() {
            public void warning(SAXParseException e) {}
            public void error(SAXParseException e) throws SAXParseException { throw e; }
            public void fatalError(SAXParseException e) throws SAXParseException { throw e; }
        });
        try {
            builder.parse(new ByteArrayInputStream(src));
            return "";
        } catch (Exception e) {
            return ("" + e).replace('\n', ' ');
        }
    }

    static String woodstox(XMLInputFactory factory, byte[] src) {
        if (factory == null) {
            return "?";
        }
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(src));
            while (reader.hasNext()) {
                reader.next();
                if (reader.isCharacters()) {
                    reader.getText();
                }
            }
            return "";
        } catch (Exception e) {
            return ("" + e).replace('\n', ' ');
        }
    }
}
