package org.parley.wire.fhirpath;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Functions that make a value of another kind. */
final class Conversions {
    private static final List<String> KINDS =
            List.of(
                    "Boolean",
                    "Integer",
                    "Decimal",
                    "String",
                    "Date",
                    "DateTime",
                    "Time",
                    "Quantity");

    private Conversions() {}

    static @Nullable Expr of(String name, int count) {
        if (count > 1) {
            return null;
        }
        for (String kind : KINDS) {
            if (name.equals("to" + kind)) {
                return (scope, input) -> {
                    Item only = Values.single(input);
                    Item made = only == null ? null : convert(kind, only);
                    return made == null ? List.of() : List.of(made);
                };
            }
            if (name.equals("convertsTo" + kind)) {
                return (scope, input) -> {
                    Item only = Values.single(input);
                    return only == null ? List.of() : Values.of(convert(kind, only) != null);
                };
            }
        }
        return null;
    }

    private static @Nullable Item convert(String kind, Item item) {
        return switch (kind) {
            case "Boolean" -> bool(item);
            case "Integer" -> whole(item);
            case "Decimal" -> decimal(item);
            case "String" -> {
                String text = text(item);
                yield text == null ? null : new Item.Text(text);
            }
            case "Date" -> {
                Temporal read = moment(item);
                yield read == null ? null : new Item.Moment(read.date());
            }
            case "DateTime" -> {
                Temporal read = moment(item);
                yield read == null
                        ? null
                        : new Item.Moment(
                                new Temporal(
                                        Temporal.Kind.DATE_TIME,
                                        read.depth(),
                                        read.time(),
                                        read.digits(),
                                        read.offset()));
            }
            case "Time" -> time(item);
            default -> quantity(item);
        };
    }

    private static @Nullable Item bool(Item item) {
        return switch (item) {
            case Item.Bool bool -> bool;
            case Item.Int number ->
                    number.value() == 1
                            ? Item.Bool.TRUE
                            : number.value() == 0 ? Item.Bool.FALSE : null;
            case Item.Dec number ->
                    number.value().compareTo(BigDecimal.ONE) == 0
                            ? Item.Bool.TRUE
                            : number.value().signum() == 0 ? Item.Bool.FALSE : null;
            case Item.Text text ->
                    switch (text.value().toLowerCase(Locale.ROOT)) {
                        case "true", "t", "yes", "y", "1", "1.0" -> Item.Bool.TRUE;
                        case "false", "f", "no", "n", "0", "0.0" -> Item.Bool.FALSE;
                        default -> null;
                    };
            default -> null;
        };
    }

    private static @Nullable Item whole(Item item) {
        return switch (item) {
            case Item.Int number -> number;
            case Item.Bool bool -> new Item.Int(bool.value() ? 1 : 0);
            case Item.Text text ->
                    text.value().matches("[+-]?\\d{1,18}")
                            ? new Item.Int(Long.parseLong(text.value()))
                            : null;
            default -> null;
        };
    }

    private static @Nullable Item decimal(Item item) {
        return switch (item) {
            case Item.Dec number -> number;
            case Item.Int number -> new Item.Dec(BigDecimal.valueOf(number.value()));
            case Item.Bool bool ->
                    new Item.Dec(bool.value() ? new BigDecimal("1.0") : new BigDecimal("0.0"));
            case Item.Text text ->
                    text.value().matches("[+-]?\\d{1,30}(\\.\\d{1,30})?")
                            ? new Item.Dec(new BigDecimal(text.value()))
                            : null;
            default -> null;
        };
    }

    static @Nullable String text(Item item) {
        return switch (item) {
            case Item.Text text -> text.value();
            case Item.Bool bool -> String.valueOf(bool.value());
            case Item.Int number -> String.valueOf(number.value());
            case Item.Dec number -> number.value().toPlainString();
            case Item.Moment moment -> moment.value().toString();
            case Item.Quantity q -> Quantities.written(q);
            case Item.TypeName type -> type.namespace() + "." + type.name();
            case Item.Node node -> null;
        };
    }

    private static @Nullable Temporal moment(Item item) {
        return switch (item) {
            case Item.Moment m -> m.value().kind() == Temporal.Kind.TIME ? null : m.value();
            case Item.Text text -> Temporal.read(text.value());
            default -> null;
        };
    }

    private static @Nullable Item time(Item item) {
        if (item instanceof Item.Moment moment) {
            return moment.value().kind() == Temporal.Kind.TIME ? moment : null;
        }
        Temporal read =
                item instanceof Item.Text text
                        ? Temporal.readTime(
                                text.value().startsWith("T")
                                        ? text.value().substring(1)
                                        : text.value())
                        : null;
        return read == null ? null : new Item.Moment(read);
    }

    private static @Nullable Item quantity(Item item) {
        return switch (item) {
            case Item.Quantity q -> q;
            case Item.Bool bool ->
                    new Item.Quantity(bool.value() ? BigDecimal.ONE : BigDecimal.ZERO, "1", false);
            case Item.Text text -> Quantities.read(text.value());
            default -> Equality.quantity(item);
        };
    }
}
