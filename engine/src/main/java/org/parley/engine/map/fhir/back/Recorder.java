package org.parley.engine.map.fhir.back;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.engine.map.Explanation;
import org.parley.engine.map.Site;
import org.parley.engine.plan.Mapping.Mapped;
import org.parley.wire.fhir.Json;

/** Writes down what each row did, and afterwards which values no row took. */
final class Recorder implements Account {
    private final Map<Integer, String> paths = new HashMap<>();
    private final List<Integer> leaves = new ArrayList<>();
    private final BitSet taken = new BitSet();
    private final List<Explanation.Made> made = new ArrayList<>();
    private final List<Explanation.Remark> remarks = new ArrayList<>();

    Recorder(Json root) {
        String type = root instanceof Json.Members members ? Content.type(members) : "";
        name(root, type);
    }

    private void name(Json value, String path) {
        switch (value) {
            case Json.Members members -> {
                for (int i = 0; i < members.size(); i++) {
                    String name = members.name(i);
                    if (name.equals("resourceType")) {
                        continue; // said by what is made of the resource
                    }
                    name(members.value(i), path + "." + name);
                }
            }
            case Json.Items items -> {
                for (int i = 0; i < items.size(); i++) {
                    name(items.value(i), path + "[" + i + "]");
                }
            }
            case Json.Null _ -> {}
            case Json.Text _, Json.Num _, Json.Bool _ -> {
                paths.put(value.at(), path);
                leaves.add(value.at());
            }
        }
    }

    @Override
    public void wrote(Site row, String target, @Nullable Json source) {
        if (source == null || source.at() < 0) {
            made.add(new Explanation.Made(row, target, List.of()));
            return;
        }
        String path = paths.get(source.at());
        made.add(new Explanation.Made(row, target, path == null ? List.of() : List.of(path)));
        took(source);
    }

    @Override
    public void took(Json leaf) {
        if (leaf.at() >= 0) {
            taken.set(leaf.at());
        }
    }

    @Override
    public void flag(Json leaf, String words, String what) {
        remarks.add(new Explanation.Remark(paths.getOrDefault(leaf.at(), ""), words, what));
    }

    Explanation explanation(Mapped result) {
        List<String> dropped =
                leaves.stream()
                        .filter(at -> !taken.get(at))
                        .map(at -> paths.getOrDefault(at, ""))
                        .toList();
        return new Explanation(result, made, dropped, remarks);
    }
}
