import '@fontsource-variable/inter/wght.css';
import './theme.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { boardOf, tilingOf } from './layout/address.ts';

const target = document.getElementById('app');
if (target) mount(App, { target, props: { board: boardOf(location.pathname), tiling: tilingOf(location.search) } });
