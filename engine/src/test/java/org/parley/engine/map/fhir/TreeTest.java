package org.parley.engine.map.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TreeTest {
    /** A child with its place in the standard. */
    private record Child(int node, int order) {}

    @Test
    void childrenComeInTheOrderOfTheStandardAndThoseOfOneElementInTheirs() {
        Random random = new Random(20261125);
        for (int size : new int[] {1, 2, 3, 7, 20, 64, 65, 300}) {
            for (int round = 0; round < 50; round++) {
                Tree tree = new Tree();
                int parent = tree.root();
                List<Child> children = new ArrayList<>();
                for (int i = 0; i < size; i++) {
                    Element element = new Element("Owner", "e", "string", random.nextInt(9), true);
                    int node = tree.add(parent, element, Slot.OWN);
                    children.add(new Child(node, element.order()));
                }
                tree.sort(parent);
                children.sort(Comparator.comparingInt(Child::order));
                assertThat(forwards(tree, parent))
                        .isEqualTo(children.stream().map(Child::node).toList());
                int last = tree.add(parent, new Element("Owner", "z", "string", 10, false), 0);
                assertThat(forwards(tree, parent)).last().isEqualTo(last);
                assertThat(tree.findOrder(parent, 10)).isEqualTo(last);
            }
        }
    }

    @Test
    void whatIsTakenBackIsGoneWithAllMadeSince() {
        Tree tree = new Tree();
        int parent = tree.root();
        Element element = new Element("Owner", "e", "string", 1, true);
        int kept = tree.add(parent, element, 1);
        int gone = tree.add(parent, element, 2);
        tree.add(gone, element, 3);
        tree.takeBack(parent, gone);
        assertThat(forwards(tree, parent)).containsExactly(kept);
        assertThat(tree.find(parent, element, 2)).isEqualTo(Tree.NONE);
        int again = tree.add(parent, element, 2);
        assertThat(again).isEqualTo(gone);
        assertThat(tree.valued(again)).isFalse();
        assertThat(tree.first(again)).isEqualTo(Tree.NONE);
    }

    private static List<Integer> forwards(Tree tree, int parent) {
        List<Integer> nodes = new ArrayList<>();
        for (int child = tree.first(parent); child != Tree.NONE; child = tree.next(child)) {
            nodes.add(child);
        }
        return nodes;
    }
}
