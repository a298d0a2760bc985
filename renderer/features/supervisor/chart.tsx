import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { type ECharts, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

// Only what is drawn is loaded. On a canvas, without ECharts' own tooltip: that writes HTML with styles in it, which the content policy forbids.
use([BarChart, GridComponent, LegendComponent, CanvasRenderer]);

export interface Bars {
  readonly label: string;
  readonly categories: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
}

/** Bars for the eye; the same figures stand beside it as a table. */
export function Chart({ label, categories, series }: Bars) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(undefined);
  useEffect(() => {
    if (place.current === null) return undefined;
    const drawn = init(place.current);
    chart.current = drawn;
    const watch = new ResizeObserver(() => drawn.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      drawn.dispose();
    };
  }, []);
  useEffect(() => {
    const color = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    chart.current?.setOption(
      {
        animation: false,
        color: [color('--blue') || '#1668dc', color('--green') || '#389e0d'],
        grid: { left: 8, right: 8, top: 28, bottom: 4, containLabel: true },
        legend: { top: 0, right: 0, itemHeight: 10 },
        xAxis: { type: 'category', data: [...categories] },
        yAxis: { type: 'value', minInterval: 1 },
        series: series.map(({ name, values }) => ({ type: 'bar', name, data: [...values], barMaxWidth: 28 })),
      },
      true,
    );
  }, [categories, series]);
  return <div ref={place} className="chart" role="img" aria-label={label} />;
}
