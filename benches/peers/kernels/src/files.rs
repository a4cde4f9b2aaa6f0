//! Inputs as files: a `u64` with the number of nodes, then two `u32` an edge, little-endian; weights (`f32`) and planted communities (`u32`)
//! stand in files of their own beside it.

use crate::Done;
use crate::support::{self, Edges};
use ringtrace::algo::Csr;
use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// Writes an input that every tool reads.
pub fn make(input: &str, file: &Path, small: bool) -> Done {
    let scaled = |few: usize, full: usize| if small { few } else { full };
    let scale = scaled(18, 22) as u32;
    match input {
        "bip" => write(file, &support::bip(scaled(500_000, 10_000_000))),
        "kron22" => write(file, &support::kron(scale, 16)),
        "urand22" => write(file, &support::urand(scale, 16)),
        "planted200k" => write_planted(file, scaled(50_000, 200_000)),
        "planted1m" => write_planted(file, scaled(100_000, 1_000_000)),
        "cliques" => {
            let graph = support::clique_graph(scaled(100_000, 1_000_000));
            write(file, &Edges { nodes: graph.node_count(), edges: graph.edges().collect() })
        }
        other => Err(format!("no input is called {other}").into()),
    }
}

fn write(file: &Path, input: &Edges) -> Done {
    let mut out = BufWriter::new(File::create(file)?);
    out.write_all(&(input.nodes as u64).to_le_bytes())?;
    for &(a, b) in &input.edges {
        out.write_all(bytemuck::bytes_of(&[a, b]))?;
    }
    Ok(out.flush()?)
}

fn write_planted(file: &Path, nodes: usize) -> Done {
    let planted = support::planted_partition(nodes);
    // Repeated edges are added up here, so that every tool sees one simple graph.
    let graph = Csr::from_weighted_edges(nodes, &planted.edges);
    let later = |v: u32| {
        let weights = graph.weights(v).unwrap_or_default();
        graph.neighbors(v).iter().copied().zip(weights.iter().copied()).filter(move |&(u, _)| v < u)
    };
    let weights: Vec<f32> = (0..nodes as u32).flat_map(|v| later(v).map(|(_, weight)| weight)).collect();
    write(file, &Edges { nodes, edges: graph.edges().collect() })?;
    std::fs::write(beside(file, "weights"), bytemuck::cast_slice(&weights))?;
    Ok(std::fs::write(beside(file, "truth"), bytemuck::cast_slice(&planted.truth))?)
}

/// The file of that kind that belongs to `file`.
pub fn beside(file: &Path, kind: &str) -> PathBuf {
    file.with_extension(kind)
}

pub fn edges(file: &Path) -> std::io::Result<Edges> {
    let mut source = File::open(file)?;
    let mut nodes = [0u8; 8];
    source.read_exact(&mut nodes)?;
    let count = (source.metadata()?.len() as usize - nodes.len()) / 8;
    let mut edges = Vec::with_capacity(count);
    let mut piece = vec![[0u32; 2]; 1 << 16];
    while edges.len() < count {
        let few = piece.len().min(count - edges.len());
        source.read_exact(bytemuck::cast_slice_mut(&mut piece[..few]))?;
        edges.extend(piece[..few].iter().map(|&[a, b]| (a, b)));
    }
    Ok(Edges { nodes: u64::from_le_bytes(nodes) as usize, edges })
}

/// A file of 4-byte numbers.
pub fn numbers<T: bytemuck::Pod>(file: &Path) -> std::io::Result<Vec<T>> {
    Ok(std::fs::read(file)?.chunks_exact(size_of::<T>()).map(bytemuck::pod_read_unaligned).collect())
}
