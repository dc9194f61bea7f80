package org.parley.engine.map.fhir;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.engine.map.Mistakes;
import org.parley.engine.map.Table;
import org.parley.wire.hl7v2.Path;

/** Chooses what makes the value of a row: a constant, a look-up, a table, or a type of FHIR. */
final class Makers {
    private static final List<String> BUILT_IN =
            List.of(
                    "string",
                    "markdown",
                    "code",
                    "id",
                    "oid",
                    "uuid",
                    "uri",
                    "url",
                    "canonical",
                    "boolean",
                    "integer",
                    "positiveInt",
                    "unsignedInt",
                    "decimal",
                    "line",
                    "date",
                    "dateTime",
                    "instant",
                    "time",
                    "base64Binary");

    /** Where data type tables come from. */
    interface Tables {
        Optional<Block> block(
                String table, Base base, String owner, @Nullable Element self, String code);
    }

    private final Elements r4;
    private final CodeLists codes;
    private final Tables tables;
    private final Mistakes mistakes;

    Makers(Elements r4, CodeLists codes, Tables tables, Mistakes mistakes) {
        this.r4 = r4;
        this.codes = codes;
        this.tables = tables;
        this.mistakes = mistakes;
    }

    /** What makes the value; a null path stands for a constant. */
    Optional<Maker> of(
            Table.Line line,
            RowCompiler.Around around,
            TargetReader.Read target,
            @Nullable Path path) {
        String value = line.cell("value");
        Element element = target.element();
        if (path == null || !value.isEmpty()) {
            if (target.target() instanceof Target.Key
                    || target.target() instanceof Target.Nowhere) {
                wrong(
                        line,
                        "from",
                        "PAR-4186",
                        "There is nothing in the column from.",
                        "Write the path of the value.");
                return Optional.empty();
            }
            return constant(line, element, value);
        }
        String code = line.cell("code").equals("$code") ? around.code() : line.cell("code");
        String type = line.cell("type");
        if (!target.apart().isEmpty()) {
            return table(line, type, target.apart(), path, null, code)
                    .map(block -> new Block.Apart(target.apart(), block));
        }
        if (type.equals("quantity") && element.type().equals("Quantity")) {
            return Optional.of(Texts.Amount.of(r4));
        }
        if (type.startsWith("key[") && element.type().equals("Reference")) {
            return keyed(line, type.substring(4).replace("]", ""));
        }
        boolean ready = type.isEmpty() || BUILT_IN.contains(type);
        if (!code.isEmpty() && (type.isEmpty() || type.equals(element.type()))) {
            return lookup(line, around.base(), element, path, code);
        }
        if (element.primitive() && ready) {
            return Optional.of(primitive(element, type.isEmpty() ? element.type() : type));
        }
        if (element.primitive()) {
            return table(line, type, element.type(), path, element, code).map(Block.Single::new);
        }
        return table(line, type, element.type(), path, element, code).map(Block.Whole::new);
    }

    private Optional<Maker> keyed(Table.Line line, String resource) {
        if (r4.resource(resource)) {
            return Optional.of(new Keyed(resource));
        }
        wrong(
                line,
                "type",
                "PAR-4184",
                "There is no resource '" + resource + "'.",
                "Write key[Observation] or another resource whose $id it is.");
        return Optional.empty();
    }

    private Optional<Maker> constant(Table.Line line, Element element, String value) {
        if (value.isEmpty()) {
            wrong(
                    line,
                    "value",
                    "PAR-4186",
                    "The row has neither a path nor a value.",
                    "Write one of the two.");
            return Optional.empty();
        }
        if (element.primitive()) {
            return Optional.of(Constant.Primitive.of(element, value));
        }
        if (element.type().equals("Coding") || element.type().equals("CodeableConcept")) {
            return Optional.of(Constant.Parts.coded(r4, element.type(), value));
        }
        wrong(
                line,
                "value",
                "PAR-4186",
                element + " is no text but a " + element.type() + ".",
                "Write a row for each of its elements.");
        return Optional.empty();
    }

    private Optional<Block> table(
            Table.Line line,
            String type,
            String owner,
            Path path,
            @Nullable Element self,
            String code) {
        String name = type.isEmpty() || type.contains("[") ? type : type + "[" + owner + "]";
        int bracket = name.indexOf('[');
        String own = bracket < 0 ? name : name.substring(0, bracket);
        Base inside = Base.of(path.segment()).at(path, own);
        int before = mistakes.count();
        Optional<Block> block =
                name.isEmpty() ? Optional.empty() : tables.block(name, inside, owner, self, code);
        if (block.isEmpty() && mistakes.count() == before) {
            wrong(
                    line,
                    "type",
                    "PAR-4184",
                    name.isEmpty()
                            ? "A " + owner + " needs a data type table."
                            : "There is no data type table '" + name + "'.",
                    "Write datatypes/"
                            + (name.isEmpty() ? "NAME" : name).replace('[', '-').replace("]", "")
                            + ".csv, or name one that is there.");
        }
        return block;
    }

    private Optional<Maker> lookup(
            Table.Line line, Base base, Element element, Path path, String code) {
        boolean whole = path.component() == 0;
        Path field = path.component() > 0 ? Path.of(path.segment() + "-" + path.field()) : path;
        Base at = base.dataType().isEmpty() ? base.at(field, "") : base;
        Place none = new Place(Place.Kind.VALUE, 0, 0, 0, 0, 0);
        Place system = whole ? at.place(Path.of(path + ".3")) : none;
        Place words = whole ? at.place(Path.of(path + ".2")) : none;
        String type = element.type();
        Optional<CodeList> list = codes.find(code, line);
        if (list.isEmpty()) {
            return Optional.empty();
        }
        if (type.equals("Coding") || type.equals("CodeableConcept")) {
            return Optional.of(Coded.Whole.of(r4, type, list.get(), system, words));
        }
        if (element.primitive()) {
            return Optional.of(new Coded.Alone(list.get(), system));
        }
        wrong(
                line,
                "code",
                "PAR-4186",
                "A " + type + " is not looked up in a code table.",
                "Use a data type table.");
        return Optional.empty();
    }

    private Maker primitive(Element element, String type) {
        return switch (type) {
            case "string", "markdown", "line", "base64Binary" -> plain(type);
            default -> OrText.of(r4, plain(type), element);
        };
    }

    private static Maker plain(String type) {
        return switch (type) {
            case "code", "id", "oid", "uuid" -> new Texts.Token(false);
            case "uri", "url", "canonical" -> new Texts.Token(true);
            case "boolean" -> new Texts.Truth();
            case "integer", "positiveInt", "unsignedInt", "decimal" -> Texts.Numeric.of(type);
            case "date", "dateTime", "instant", "time" -> new Dates(type);
            case "line" -> new Texts.Line();
            case "base64Binary" -> new Texts.Base64();
            default -> new Texts.Plain();
        };
    }

    private void wrong(Table.Line line, String column, String code, String text, String remedy) {
        mistakes.add(line.site(), line.at(column), code, text, remedy);
    }
}
